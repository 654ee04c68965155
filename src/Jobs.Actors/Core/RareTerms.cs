namespace Jobs.Core;

/// <summary>What a sender may say of a job and few do; a job of which nothing of it was said has none. Never changed: copies of a job share it.</summary>
/// <param name="Retry">The job's own backoff; null: the queue's.</param>
internal sealed record RareTerms(RetryPolicy? Retry, IReadOnlyList<string> Tags, string PartitionKey, Uniqueness? Unique, string TraceParent)
{
    /// <summary>Null when nothing was said.</summary>
    public static RareTerms? Of(RetryPolicy? retry, IReadOnlyList<string> tags, string partitionKey, Uniqueness? unique, string traceParent) =>
        retry is null && tags.Count == 0 && partitionKey.Length == 0 && unique is null && traceParent.Length == 0 ? null : new RareTerms(retry, tags, partitionKey, unique, traceParent);
}
