using Jobs.Messages;

namespace Jobs;

/// <summary>The job system as services see it. A refusal is a <see cref="JobRefusedException"/>; an answer that does not come in time is one with <see cref="Refusal.Codes.OutcomeUnknown"/>.</summary>
public interface IJobClient
{
    /// <summary>Enqueues one job; its type is the one that <typeparamref name="TJob"/> was registered for. Returns when the job is durable.</summary>
    Task<JobEnqueued> EnqueueAsync<TJob>(string queue, TJob job, EnqueueOptions? options = null, CancellationToken cancel = default);

    /// <summary>Enqueues one job as it is. Returns when the job is durable.</summary>
    Task<JobEnqueued> EnqueueAsync(EnqueueJob job, CancellationToken cancel = default);

    /// <summary>Enqueues up to <see cref="JobBounds.BatchJobsMax"/> jobs in order; each has its own receipt, so one refusal does not throw.</summary>
    Task<IReadOnlyList<EnqueueReceipt>> EnqueueManyAsync<TJob>(string queue, IEnumerable<TJob> jobs, EnqueueOptions? options = null, CancellationToken cancel = default);

    /// <summary>The job, or null when the queue does not know it (any more).</summary>
    Task<JobView?> GetAsync(JobId id, string? queue = null, CancellationToken cancel = default);

    /// <summary>Waits until the job has ended and returns it; also while its queue is down and comes back. Only <paramref name="cancel"/> bounds the wait.</summary>
    Task<JobView> WaitAsync(JobId id, string? queue = null, CancellationToken cancel = default);

    Task<JobView> CancelAsync(JobId id, string? queue = null, CancellationToken cancel = default);

    Task<JobView> RetryAsync(JobId id, string? queue = null, CancellationToken cancel = default);
}

/// <summary>What a sender may say about a job beyond its payload; null: the queue's own.</summary>
public sealed record EnqueueOptions
{
    /// <summary>Same id, same job; null: a new one. Not for several jobs.</summary>
    public JobId? Id { get; init; }

    /// <summary>The wire name of the type; null: the one registered for the payload's class.</summary>
    public string? Type { get; init; }

    public int Priority { get; init; } = JobPriority.Normal;
    public TimeSpan? Delay { get; init; }
    public DateTimeOffset? RunAt { get; init; }
    public int? MaxAttempts { get; init; }
    public TimeSpan? Timeout { get; init; }
    public RetryPolicy? Retry { get; init; }
    public string? PartitionKey { get; init; }

    /// <inheritdoc cref="EnqueueJob.UniqueKey"/>
    public string? UniqueKey { get; init; }

    /// <summary>Unique by what it is given: the key is made by <see cref="Jobs.UniqueKey.OfPayload"/>. Not together with <see cref="UniqueKey"/>.</summary>
    public bool UniqueByPayload { get; init; }

    /// <inheritdoc cref="EnqueueJob.UniqueFor"/>
    public TimeSpan? UniqueFor { get; init; }

    /// <inheritdoc cref="EnqueueJob.OnConflict"/>
    public UniqueConflict OnConflict { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string By { get; init; } = "";
}

/// <summary>A request that was not carried out.</summary>
public sealed class JobRefusedException(Refusal refusal) : Exception($"{refusal.Code}: {refusal.Detail}")
{
    public Refusal Refusal { get; } = refusal;
}
