using Microsoft.Extensions.Logging;

namespace Jobs.Telemetry;

/// <summary>Alerts in the log, in their own category. Ids 400 to 499.</summary>
internal static partial class AlertLog
{
    [LoggerMessage(400, LogLevel.Warning, "Alert {Rule} of {Queue}: {Message}")]
    public static partial void Warning(ILogger logger, string queue, string rule, string message);

    [LoggerMessage(401, LogLevel.Error, "Critical alert {Rule} of {Queue}: {Message}")]
    public static partial void Critical(ILogger logger, string queue, string rule, string message);

    [LoggerMessage(402, LogLevel.Warning, "Alert {Rule} of {Queue} is cleared after {Duration}.")]
    public static partial void Cleared(ILogger logger, string queue, string rule, TimeSpan duration);
}
