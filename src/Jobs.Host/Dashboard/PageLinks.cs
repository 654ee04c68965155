namespace Jobs.Host.Dashboard;

/// <summary>Every address that a page names. All are made from the path prefix, so that they hold behind a proxy whether it strips the prefix or not.</summary>
/// <param name="Prefix">Empty, or as <c>/jobs</c>.</param>
/// <param name="AssetVersion">Changes with the content of any asset.</param>
public sealed record PageLinks(string Prefix, string AssetVersion)
{
    public string To(string path) => $"{Prefix}{path}";

    public string Asset(string name) => $"{Prefix}/assets/{AssetVersion}/{name}";

    public string Queue(string name) => $"{Prefix}/queues/{Uri.EscapeDataString(name)}";

    public string Job(string queue, JobId id) => $"{Prefix}/jobs/{Uri.EscapeDataString(id.ToString())}?queue={Uri.EscapeDataString(queue)}";

    /// <summary>The list of jobs, narrowed by what is given.</summary>
    public string Jobs(string? queue = null, JobStatus? status = null, string? filter = null) =>
        To("/jobs") + Query(("queue", queue), ("status", status?.Name()), ("filter", filter));

    public string DeadLetters(string? queue = null) => To("/dead-letters") + Query(("queue", queue));

    /// <summary>With its question mark; what is null is left out.</summary>
    public static string Query(params (string Name, string? Value)[] parts)
    {
        var given = parts.Where(part => !string.IsNullOrEmpty(part.Value)).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value!)}").ToArray();
        return given.Length == 0 ? "" : $"?{string.Join('&', given)}";
    }
}
