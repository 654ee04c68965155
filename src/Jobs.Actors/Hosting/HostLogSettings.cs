using Microsoft.Extensions.Logging;

namespace Jobs.Hosting;

/// <summary>What the host console logs, and how: <c>jobs.host.log</c>.</summary>
public sealed record HostLogSettings
{
    /// <summary>The least that is logged; default <see cref="LogLevel.Warning"/>, at which every retry, death and fault is seen.</summary>
    public LogLevel Level { get; init; } = LogLevel.Warning;

    public LogFormat Format { get; init; } = LogFormat.Text;

    internal static HostLogSettings Read(SettingsSection section)
    {
        var otherwise = new HostLogSettings();
        var log = new HostLogSettings
        {
            Level = section.Read("level", SettingKinds.LogLevel, otherwise.Level),
            Format = section.Read("format", SettingKinds.LogFormat, otherwise.Format),
        };
        section.Close();
        return log;
    }
}

public enum LogFormat
{
    /// <summary>One line for people, with the job's scope.</summary>
    Text,

    /// <summary>One JSON object per line, with every value by its name.</summary>
    Json,
}
