namespace Jobs.Messages;

/// <summary>Asks for the workers of this host: <see cref="WorkerList"/>. They answer by themselves, also while their queue is down.</summary>
/// <param name="Queue">Only this queue's; null: all.</param>
public sealed record ListWorkers(string? Queue = null) : IQueueRequest
{
    /// <summary>Workers of one queue that are listed at most, the busy ones first.</summary>
    public const int PerQueueMax = 1000;
}

/// <summary>Workers by queue and place; of each queue at most <see cref="ListWorkers.PerQueueMax"/>.</summary>
public sealed record WorkerList(IReadOnlyList<WorkerView> Items);

public enum WorkerStatus
{
    Idle,

    Busy,

    /// <summary>Its handler ignores its cancelled token. If it was given up, another worker has the same place, and is listed as well.</summary>
    Stuck,
}

/// <summary>A worker as readers see it.</summary>
/// <param name="Id">As in a job's worker id: host, queue (or pool) and place.</param>
/// <param name="Queue">The queue whose jobs it runs.</param>
/// <param name="Job">What it runs; null when idle.</param>
/// <param name="Done">Attempts at this place that succeeded.</param>
/// <param name="Failed">Attempts at this place that failed or were rejected.</param>
/// <param name="Since">Since when the queue has this worker.</param>
public sealed record WorkerView(string Id, string Queue, WorkerStatus Status, WorkerJob? Job, long Done, long Failed, DateTimeOffset Since);

/// <summary>What a worker runs.</summary>
/// <param name="Since">When the attempt began.</param>
public sealed record WorkerJob(JobId Id, string Type, int Attempt, DateTimeOffset Since, JobProgress? Progress);
