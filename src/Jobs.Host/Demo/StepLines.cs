using System.Globalization;

namespace Jobs.Host.Demo;

/// <summary>Writes each step of a job as one plain line; it is what the demo shows, so it goes where data goes.</summary>
internal sealed class StepLines(TextWriter output, TimeProvider clock) : ILoggerProvider, ILogger
{
    /// <summary>The category that the queues log the steps in.</summary>
    public const string Category = "Jobs.Steps";

    private readonly Lock _writing = new();

    public ILogger CreateLogger(string categoryName) => categoryName == Category ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public void Dispose()
    {
        // The output is the process's own.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow().UtcDateTime:HH:mm:ss.fff}  {formatter(state, exception)}");
        lock (_writing)
            output.WriteLine(line);
    }
}
