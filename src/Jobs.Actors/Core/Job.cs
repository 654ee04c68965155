using Jobs.Messages;

namespace Jobs.Core;

/// <summary>A job in its queue's memory. Changed by <see cref="QueueState.Apply(QueueEvent)"/> only.</summary>
internal sealed class Job(JobAccepted accepted, long sequence)
{
    /// <summary>From how many crashes of its host on a job runs alone among its like on a host.</summary>
    public const int SuspectCrashes = 2;

    // Millions of these wait in memory: times are ticks, 0 for none, and most jobs never need a history of their own before they run.
    private long _dueAt;
    private long _updatedAt = accepted.At.UtcTicks;
    private long _startedAt;
    private long _endedAt;
    private long _revivedAt;
    private JobHistory? _history;

    /// <summary>What the sender asked for; never changed, so that the same request again is known as the same.</summary>
    public JobAccepted Accepted { get; } = accepted;

    /// <summary>What holds now: as accepted, unless somebody has changed it while the job waited.</summary>
    public JobAccepted Terms { get; set; } = accepted;

    /// <summary>Order of arrival in the partition; equal priority runs in this order, retries included.</summary>
    public long Sequence { get; } = sequence;

    public JobId Id => Accepted.Id;

    public int Priority => Terms.Priority;

    public int MaxAttempts => Terms.MaxAttempts;

    public TimeSpan Timeout => Terms.Timeout;

    /// <summary>Null: the queue's.</summary>
    public RetryPolicy? Retry => Terms.Retry;

    public IReadOnlyList<string> Tags => Terms.Tags;

    public JobPayload Payload { get; set; } = accepted.Payload;

    public JobStatus Status { get; set; }

    public int Attempts { get; set; }

    public int Crashes { get; set; }

    public int Replays { get; set; }

    /// <summary>When it may run, while it is scheduled or failed; when its lease ends, while it is leased.</summary>
    public DateTimeOffset DueAt
    {
        get => new(_dueAt, TimeSpan.Zero);
        set => _dueAt = value.UtcTicks;
    }

    public DateTimeOffset UpdatedAt
    {
        get => new(_updatedAt, TimeSpan.Zero);
        set => _updatedAt = value.UtcTicks;
    }

    public DateTimeOffset? StartedAt
    {
        get => ToTime(_startedAt);
        set => _startedAt = value?.UtcTicks ?? 0;
    }

    public DateTimeOffset? EndedAt
    {
        get => ToTime(_endedAt);
        set => _endedAt = value?.UtcTicks ?? 0;
    }

    /// <summary>When it was last replayed or run again; null: never.</summary>
    public DateTimeOffset? RevivedAt
    {
        get => ToTime(_revivedAt);
        set => _revivedAt = value?.UtcTicks ?? 0;
    }

    /// <summary>From when <c>retry-for</c> counts: its enqueueing, or the time that it was enqueued for or given later, or its last revival.</summary>
    public DateTimeOffset RetriedSince => RevivedAt is { } revived && !(Terms.DueAt > revived) ? revived : Terms.DueAt ?? Accepted.At;

    public JobError? LastError { get; set; }

    public JobPayload? Result { get; set; }

    /// <summary>What its attempts have done once. Replaced whole, never changed: attempts hold it.</summary>
    public IReadOnlyList<StepResult> StepResults { get; set; } = [];

    /// <summary>Number and worker of the last start, and the process that made it.</summary>
    public long Start { get; set; }

    public int Worker { get; set; }

    public Guid StartedUnder { get; set; }

    /// <summary>Crashes of which none was one of this host: its lease ran out.</summary>
    public int LostLeases { get; set; }

    /// <summary>The newest of its leases that are remembered; null when it never had one.</summary>
    public JobLease? NewestLease { get; set; }

    /// <summary>The lease of the last start; null when that was one of this host's own.</summary>
    public JobLease? Lease => NewestLease is { } lease && lease.Start == Start ? lease : null;

    /// <summary>A worker outside the process holds it.</summary>
    public bool IsLeased => NewestLease is { End: LeaseEnd.Open };

    public DeathReason? DeathReason { get; set; }

    /// <summary>Somebody cancelled it while it ran; null when nobody did.</summary>
    public CancelRequest? CancelRequest { get; set; }

    public JobHistory History => _history ??= JobHistory.Of(Accepted);

    /// <summary>Shown while it runs; not stored.</summary>
    public JobProgress? Progress { get; set; }

    /// <summary>The place in an order that still counts; older entries of this job in the ready and due orders are stale.</summary>
    public int Ticket { get; set; }

    /// <summary>Where it stands while it is ready or runs, in a queue with limits of types or keys.</summary>
    public Limits.Lane? Lane { get; set; }

    public bool IsSuspect => Crashes - LostLeases >= SuspectCrashes;

    /// <summary>Neighbours in the list of its status, and the number of its last change.</summary>
    internal Job? Newer { get; set; }

    internal Job? Older { get; set; }

    internal long Change { get; set; }

    private static DateTimeOffset? ToTime(long ticks) => ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
