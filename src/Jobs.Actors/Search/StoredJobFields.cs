using Jobs.Index;

namespace Jobs.Search;

/// <summary>A job in the index.</summary>
internal sealed class StoredJobFields(JobRow row, string queue) : IJobFields
{
    public string Queue => queue;

    public string Id => row.Id;

    public string Type => row.Type;

    public JobStatus Status => row.Status;

    public int Priority => row.Priority;

    public int Attempts => row.Attempts;

    public int Crashes => row.Crashes;

    public int Replays => row.Replays;

    public DateTimeOffset CreatedAt => row.CreatedAt;

    public DateTimeOffset UpdatedAt => row.UpdatedAt;

    public DateTimeOffset? DueAt => row.DueAt;

    public DateTimeOffset? StartedAt => row.StartedAt;

    public DateTimeOffset? EndedAt => row.EndedAt;

    public string? PartitionKey => row.PartitionKey;

    public string? UniqueKey => row.UniqueKey;

    public IReadOnlyList<string> Tags => row.Tags;

    public string? Worker => row.Worker;

    public string? ErrorType => row.ErrorType;

    public string? ErrorMessage => row.ErrorMessage;

    public JobPayload? Payload => row.Payload;
}
