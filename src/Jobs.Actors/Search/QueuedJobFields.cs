using Jobs.Core;

namespace Jobs.Search;

/// <summary>A job in its queue's memory.</summary>
/// <param name="worker">Of a number, its name.</param>
internal sealed class QueuedJobFields(Job job, string queue, Func<int, string> worker) : IJobFields
{
    public string Queue => queue;

    public string Id => job.Id.ToString();

    public string Type => job.Type;

    public JobStatus Status => job.Status;

    public int Priority => job.Priority;

    public int Attempts => job.Attempts;

    public int Crashes => job.Crashes;

    public int Replays => job.Replays;

    public DateTimeOffset CreatedAt => job.CreatedAt;

    public DateTimeOffset UpdatedAt => job.UpdatedAt;

    public DateTimeOffset? DueAt => job.Status is JobStatus.Scheduled or JobStatus.Failed ? job.DueAt : null;

    public DateTimeOffset? StartedAt => job.StartedAt;

    public DateTimeOffset? EndedAt => job.EndedAt;

    public string? PartitionKey => job.PartitionKey.Length == 0 ? null : job.PartitionKey;

    public string? UniqueKey => job.Unique?.Key;

    public IReadOnlyList<string> Tags => job.Tags;

    public string? Worker => job.StartedAt is null ? null : job.Lease?.Worker ?? worker(job.Worker);

    public string? ErrorType => job.LastError?.Type;

    public string? ErrorMessage => job.LastError?.Message;

    public JobPayload? Payload => job.Payload;
}
