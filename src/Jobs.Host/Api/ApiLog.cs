namespace Jobs.Host.Api;

/// <summary>Every log line of the API.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RouteFailed(ILogger log, Exception fault, string method, string path);
}
