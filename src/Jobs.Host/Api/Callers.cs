namespace Jobs.Host.Api;

/// <summary>Who asks, as a job's history shows it.</summary>
internal static class Callers
{
    public const string Api = "api";
    public const string Tutorial = "dashboard";
}
