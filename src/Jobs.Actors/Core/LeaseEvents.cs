namespace Jobs.Core;

/// <summary>A ready job was given to a worker outside the process, for a time.</summary>
/// <param name="Start">As in <see cref="JobStarted"/>.</param>
/// <param name="Slot">The place that it takes among the queue's attempts.</param>
/// <param name="Worker">The worker's own name.</param>
/// <param name="Length">How long the lease runs, also once more after a recovery.</param>
internal sealed record JobLeased(JobId Id, long Start, int Attempt, int Slot, string Worker, LeaseToken Token, TimeSpan Length, DateTimeOffset Until, DateTimeOffset At) : QueueEvent(At);

/// <summary>An open lease runs longer.</summary>
/// <param name="ByWorker">The worker asked; false: the queue has recovered.</param>
internal sealed record LeaseExtended(JobId Id, TimeSpan Length, DateTimeOffset Until, bool ByWorker, DateTimeOffset At) : QueueEvent(At);

/// <summary>A worker answered for an attempt that was not its own any more. Stored once for each lease.</summary>
internal sealed record LateAnswerRefused(JobId Id, LeaseToken Token, LeaseAnswer Answer, DateTimeOffset At) : QueueEvent(At);

/// <summary>What a worker says about an attempt.</summary>
internal enum LeaseAnswer
{
    Ack = 1,
    Nack = 2,
    Extend = 3,
}
