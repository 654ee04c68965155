namespace Jobs.Messages;

/// <summary>What goes to the <see cref="Queues.JobQueues"/> actor and names its queue, or null where the queue is to be found.</summary>
public interface IQueueRequest
{
    string? Queue { get; }
}

/// <summary>
/// Asks for one job. <see cref="JobEnqueued"/> or <see cref="EnqueueRefused"/> comes back, the former only after the job is durable. Sent again with the same
/// <see cref="Id"/> it gives the same job.
/// </summary>
public sealed record EnqueueJob(string Queue, string Type, JobPayload Payload) : IQueueRequest
{
    /// <summary>Made by the sender, so that the message can be sent again.</summary>
    public JobId Id { get; init; } = JobId.New();

    /// <summary>0 (most urgent) to 10.</summary>
    public int Priority { get; init; } = JobPriority.Normal;

    /// <summary>Wait before it may run: 0 to 10 years. Not together with <see cref="RunAt"/>.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Not before this time; a past time means at once.</summary>
    public DateTimeOffset? RunAt { get; init; }

    /// <summary>1 to 100; null: the queue's.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>Longest run of one attempt, 100 ms to 24 h; null: the queue's.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Backoff of this job; null: the queue's.</summary>
    public RetryPolicy? Retry { get; init; }

    public string? PartitionKey { get; init; }

    /// <summary>
    /// At most one job of this type with this key is unfinished in the queue: 1 to 256 characters. What a second request comes to is said by <see cref="OnConflict"/>. Null: not unique.
    /// <see cref="Jobs.UniqueKey.OfPayload"/> makes one from the payload.
    /// </summary>
    public string? UniqueKey { get; init; }

    /// <summary>The key is held for so long from now on, whatever becomes of the job: 1 s to 24 h. Null: as long as the job is unfinished.</summary>
    public TimeSpan? UniqueFor { get; init; }

    /// <summary>What becomes of this request when another job holds the key.</summary>
    public UniqueConflict OnConflict { get; init; }

    /// <summary>At most 16, each 1 to 64 characters.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who asks; shown in the job's history.</summary>
    public string By { get; init; } = "";

    /// <summary>W3C <c>traceparent</c> of the caller; linked when the job runs.</summary>
    public string TraceParent { get; init; } = "";

    /// <summary>The receipt carries the whole job. Within one process only; it does not cross a network.</summary>
    public bool WithJob { get; init; }

    string? IQueueRequest.Queue => Queue;
}

/// <summary>What becomes of a request whose key another job holds. In each case the answer is that job, except that a running one is followed by a job of its own.</summary>
public enum UniqueConflict
{
    /// <summary>Nothing is added or changed.</summary>
    Return,

    /// <summary>
    /// The holder, while it waits, gets this request's payload and priority, and its time if it names one. While the holder runs, this request becomes a job that takes the key over and
    /// starts when that one has finished. A holder that has ended is left as it is.
    /// </summary>
    Replace,

    /// <summary>As replace, and the holder's time starts anew: it runs when this request's delay has passed without another.</summary>
    Debounce,
}

/// <summary>Asks for up to <see cref="JobBounds.BatchJobsMax"/> jobs of one queue, in order. <see cref="JobsEnqueued"/> comes back, or, when <see cref="Atomic"/> and one is refused, <see cref="BatchRefused"/>.</summary>
/// <param name="Queue">The queue of all of them; each job's own must be the same.</param>
public sealed record EnqueueJobs(string Queue, IReadOnlyList<EnqueueJob> Jobs) : IQueueRequest
{
    /// <summary>One commit for all, and one bad job refuses all.</summary>
    public bool Atomic { get; init; }

    string? IQueueRequest.Queue => Queue;
}

/// <summary>The answer to one <see cref="EnqueueJob"/>.</summary>
public abstract record EnqueueReceipt(JobId Id);

/// <summary>The job is durable.</summary>
/// <param name="Deduplicated">It existed: same id, same type, same payload; or it holds the request's unique key. Nothing was added.</param>
/// <param name="ScheduledFor">When it may run, if it waits for its time.</param>
/// <param name="Job">The whole job, when the request said <see cref="EnqueueJob.WithJob"/> and the job's details are still kept.</param>
public sealed record JobEnqueued(JobId Id, string Queue, JobStatus Status, bool Deduplicated, DateTimeOffset? ScheduledFor = null, JobView? Job = null) : EnqueueReceipt(Id)
{
    /// <summary>The request's own id, when another job is the answer because it holds the key.</summary>
    public JobId? MergedFrom { get; init; }
}

/// <summary>Nothing was stored, unless the refusal is <see cref="Refusal.Codes.OutcomeUnknown"/>.</summary>
public sealed record EnqueueRefused(JobId Id, Refusal Refusal) : EnqueueReceipt(Id);

/// <summary>The receipts of <see cref="EnqueueJobs"/>, in the order asked.</summary>
public sealed record JobsEnqueued(IReadOnlyList<EnqueueReceipt> Items);

/// <summary>An atomic batch of which nothing was stored.</summary>
/// <param name="Index">Place of the job that is refused; -1 when the batch itself is.</param>
public sealed record BatchRefused(int Index, Refusal Refusal);
