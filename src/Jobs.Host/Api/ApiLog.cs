namespace Jobs.Host.Api;

/// <summary>Every log line of the API. Ids 3000 to 3099.</summary>
internal static partial class ApiLog
{
    [LoggerMessage(3000, LogLevel.Error, "{Method} {Path} failed")]
    public static partial void RouteFailed(ILogger log, Exception fault, string method, string path);
}
