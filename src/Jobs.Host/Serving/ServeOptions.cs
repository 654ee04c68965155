namespace Jobs.Host.Serving;

/// <summary>What was said on the command line or in the environment; null where nothing was.</summary>
internal sealed record ServeOptions(string? Data, string? Urls, string? Config, bool Insecure)
{
    public const string UrlDefault = "http://127.0.0.1:3000";
    public const string DataVariable = "JOBS_DATA";
    public const string UrlsVariable = "JOBS_URLS";
    public const string ConfigVariable = "JOBS_CONFIG";
    public const string ConnectionVariable = "JOBS_CONNECTION";
}
