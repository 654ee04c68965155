namespace Jobs.Core;

/// <summary>Who asked for something, and the W3C trace it belongs to; both empty when the queue itself acts.</summary>
internal readonly record struct Cause(string By, string TraceParent)
{
    public static Cause Queue { get; } = new("", "");
}

/// <summary>A fact in the life of a queue. Events carry what was decided, never what it was decided from: <see cref="QueueState.Apply(QueueEvent)"/> copies and computes nothing.</summary>
/// <param name="At">When it was decided; never earlier than the event before.</param>
internal abstract record QueueEvent(DateTimeOffset At);

/// <summary>A writer took the partition over. Starts that follow belong to this incarnation of the host process.</summary>
internal sealed record QueueOpened(Guid Incarnation, string Host, DateTimeOffset At) : QueueEvent(At);

/// <param name="DueAt">Not before this time; null: ready at once.</param>
/// <param name="Retry">The job's own backoff; null: the queue's.</param>
internal sealed record JobAccepted(
    JobId Id,
    string Type,
    JobPayload Payload,
    int Priority,
    int MaxAttempts,
    TimeSpan Timeout,
    RetryPolicy? Retry,
    DateTimeOffset? DueAt,
    IReadOnlyList<string> Tags,
    string PartitionKey,
    Cause Cause,
    DateTimeOffset At) : QueueEvent(At)
{
    /// <summary>Null: as many like it as are asked for.</summary>
    public Uniqueness? Unique { get; init; }
}

/// <summary>A request became no job of its own: another one holds its key, and is the answer.</summary>
/// <param name="Id">The request's.</param>
/// <param name="Into">The job that holds the key.</param>
/// <param name="Fingerprint">Of the request's type and payload, to know it again.</param>
/// <param name="Change">What becomes of the holder; null: nothing.</param>
internal sealed record EnqueueMerged(JobId Id, JobId Into, ulong Fingerprint, JobAmended? Change, DateTimeOffset At) : QueueEvent(At);

/// <summary>The time of a scheduled or failed job has come, or somebody said "now".</summary>
internal sealed record JobBecameDue(JobId Id, Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <param name="Start">Number of this start in the partition, from 1, never used again.</param>
/// <param name="Worker">Which of the queue's workers runs it.</param>
internal sealed record JobStarted(JobId Id, long Start, int Attempt, int Worker, DateTimeOffset At) : QueueEvent(At);

internal sealed record JobCompleted(JobId Id, JobPayload? Result, DateTimeOffset At) : QueueEvent(At);

internal sealed record JobFailed(JobId Id, JobError Error, DateTimeOffset RetryAt, DateTimeOffset At) : QueueEvent(At);

/// <summary>No attempt is left, or none can help. The job goes to the dead letters.</summary>
/// <param name="Number">Place in the stream of deaths of this partition: 1, 2, 3, …</param>
internal sealed record JobDied(JobId Id, long Number, JobError Error, DeathReason Reason, DateTimeOffset At) : QueueEvent(At);

/// <summary>The handler asked to run later; the attempt is given back.</summary>
internal sealed record JobSnoozed(JobId Id, DateTimeOffset Until, DateTimeOffset At) : QueueEvent(At);

/// <summary>The attempt was cut off by its host; it is given back.</summary>
/// <param name="Crashed">The process died; false: it shut down in order.</param>
/// <param name="Until">The next start is not before this time; null: ready at once.</param>
internal sealed record JobInterrupted(JobId Id, bool Crashed, DateTimeOffset? Until, DateTimeOffset At) : QueueEvent(At);

/// <summary>The job is running, and was told to stop.</summary>
internal sealed record JobCancelRequested(JobId Id, Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <summary>The job ended by somebody's will: while it waited, or while it ran and did not succeed after all.</summary>
internal sealed record JobCancelled(JobId Id, Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <summary>A job that waits was changed. What is null stays as it was.</summary>
internal sealed record JobAmended(JobId Id, Cause Cause, DateTimeOffset At) : QueueEvent(At)
{
    public int? Priority { get; init; }

    public JobPayload? Payload { get; init; }

    /// <summary>Its new time; not after <see cref="QueueEvent.At"/>: ready at once.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public bool IsEmpty => Priority is null && Payload is null && DueAt is null;
}

/// <summary>A finished job as it is, before what is done to it follows: who reads the journal later may not have it in memory any more.</summary>
/// <param name="Job">A copy that nobody changes.</param>
internal sealed record JobRestored(Job Job, DateTimeOffset At) : QueueEvent(At);

/// <summary>A completed or cancelled job runs again under its id, attempts from 0.</summary>
internal sealed record JobRerun(JobId Id, Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <summary>A finished job was removed from the lists; its id stays remembered.</summary>
internal sealed record JobRemoved(JobId Id, Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <summary>No job starts until the queue is resumed.</summary>
/// <param name="Until">When that happens by itself; null: never.</param>
internal sealed record QueuePaused(string? Reason, DateTimeOffset? Until, Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <summary>The queue takes jobs and starts them, as it does from its beginning.</summary>
internal sealed record QueueResumed(Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <summary>The queue takes no new jobs until it is resumed.</summary>
internal sealed record QueueDraining(Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <summary>The dead letters hold every death up to this number.</summary>
internal sealed record DeathsTaken(long UpTo, DateTimeOffset At) : QueueEvent(At);

/// <summary>A dead letter came back: the job runs again under its id, attempts from 0, one more replay.</summary>
/// <param name="Number">Place in the stream of returns of this partition.</param>
/// <param name="Payload">Replaces the payload; null keeps it.</param>
internal sealed record JobReplayed(JobId Id, long Number, JobPayload? Payload, Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <summary>A dead letter was deleted; so is its job.</summary>
internal sealed record DeadJobRemoved(JobId Id, long Number, Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <summary>Somebody has given the queue other limits than its settings do. They hold as they stand here, whatever was changed before, until <see cref="LimitsReset"/>.</summary>
/// <param name="Concurrency">Null: that of the settings.</param>
/// <param name="Rate">Null: that of the settings.</param>
internal sealed record LimitsChanged(int? Concurrency, LiveRate? Rate, Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <summary>The limits of the settings hold again.</summary>
internal sealed record LimitsReset(Cause Cause, DateTimeOffset At) : QueueEvent(At);

/// <param name="Limit">Null: no limit.</param>
internal sealed record LiveRate(RateLimit? Limit);

internal enum DeathReason
{
    /// <summary>The last granted attempt failed.</summary>
    Exhausted = 1,

    /// <summary>The handler said that no retry can help.</summary>
    Rejected = 2,

    /// <summary>Its host process died too often while it ran.</summary>
    Crashed = 3,

    /// <summary>Its next retry would have come later than its queue or type allows.</summary>
    Expired = 4,
}
