namespace Jobs.Host.Api;

/// <summary>A body that is not JSON: a page, or a file that pages load.</summary>
internal sealed record AnswerFile(string ContentType, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>How long it may be kept; pages must be asked for each time.</summary>
    public string CacheControl { get; init; } = "no-store";

    public string? ETag { get; init; }
}
