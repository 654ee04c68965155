namespace Jobs.Search;

/// <summary>What a filter can ask about a job, wherever the job is: in its queue's memory or in the index.</summary>
internal interface IJobFields
{
    string Queue { get; }

    string Id { get; }

    string Type { get; }

    JobStatus Status { get; }

    int Priority { get; }

    int Attempts { get; }

    int Crashes { get; }

    int Replays { get; }

    DateTimeOffset CreatedAt { get; }

    DateTimeOffset UpdatedAt { get; }

    /// <summary>Of a job that waits for its time.</summary>
    DateTimeOffset? DueAt { get; }

    DateTimeOffset? StartedAt { get; }

    DateTimeOffset? EndedAt { get; }

    string? PartitionKey { get; }

    string? UniqueKey { get; }

    IReadOnlyList<string> Tags { get; }

    string? Worker { get; }

    string? ErrorType { get; }

    string? ErrorMessage { get; }

    /// <summary>Only looked at if the filter asks about it.</summary>
    JobPayload? Payload { get; }
}
