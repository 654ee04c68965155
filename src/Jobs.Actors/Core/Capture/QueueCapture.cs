namespace Jobs.Core.Capture;

/// <summary>What has changed in a queue since the last capture, or everything: copies, which stay as they are.</summary>
/// <param name="Jobs">Jobs that are to have a row that says what they are now.</param>
/// <param name="Gone">Numbers of jobs that are to have none.</param>
/// <param name="Keys">Unique keys that have changed hands; without a job: nobody holds them.</param>
/// <param name="Ended">Ids that are remembered of jobs that have ended.</param>
/// <param name="Merged">Ids of requests that were merged into other jobs.</param>
internal sealed record QueueCapture(
    QueueFacts Facts,
    IReadOnlyList<Job> Jobs,
    IReadOnlyList<long> Gone,
    IReadOnlyList<(string Type, string Key, JobId? Job, DateTimeOffset? Until)> Keys,
    IReadOnlyList<(JobId Id, EndedIds.Ended Fact, long AtTicks)> Ended,
    IReadOnlyList<(JobId Id, MergedIds.Merged Fact, long AtTicks)> Merged);
