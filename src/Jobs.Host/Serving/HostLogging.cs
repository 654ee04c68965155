using Jobs.Host.Demo;
using Jobs.Hosting;
using Microsoft.Extensions.Logging.Console;

namespace Jobs.Host.Serving;

/// <summary>Where the host's log goes, and in which form. All of it goes to stderr: stdout is data.</summary>
internal static class HostLogging
{
    private const string TextTime = "HH:mm:ss.fff ";
    private const string JsonTime = "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <param name="steps">Told every step of every job, where somebody wants to see them; null: only what went wrong is logged.</param>
    public static void AddHostLogging(this ILoggingBuilder logging, HostLogSettings settings, ILoggerProvider? steps)
    {
        if (settings.Format == LogFormat.Json)
            logging.AddJsonConsole(AsJson);
        else
            logging.AddSimpleConsole(AsText);
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(settings.Level);

        if (steps is not null)
        {
            logging.AddProvider(steps);
            logging.AddFilter(StepLines.Category, LogLevel.Information);
            logging.AddFilter<ConsoleLoggerProvider>(StepLines.Category, LogLevel.None);
        }

        // A port that is taken is said by us, once and in words.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);

        // While this may log, the server makes an activity and a scope for every request, whether or not anything is ever logged of it: 3 % of an enqueue.
        if (settings.Level > LogLevel.Information)
            logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }

    private static void AsText(SimpleConsoleFormatterOptions console)
    {
        console.SingleLine = true;
        console.IncludeScopes = true;
        console.TimestampFormat = TextTime;
        console.ColorBehavior = LoggerColorBehavior.Disabled;
    }

    private static void AsJson(JsonConsoleFormatterOptions console)
    {
        console.IncludeScopes = true;
        console.UseUtcTimestamp = true;
        console.TimestampFormat = JsonTime;
    }
}
