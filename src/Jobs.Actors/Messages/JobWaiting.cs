namespace Jobs.Messages;

/// <summary>Why a job that waits does not run, as of the moment of the answer.</summary>
/// <param name="Reason">A stable word: time, retry, stopping, paused, unique, fifo, partition-concurrency, partition-rate, type-concurrency, type-rate, queue-rate, suspect, queue-concurrency, pool, ready.</param>
/// <param name="Detail">The same for people: who, which, how much is used of what.</param>
/// <param name="Position">1: none of the ready jobs that could start comes before it. Null: not counted in this answer, too far back to count, or in no such order.</param>
/// <param name="ExpectedStartAt">A set time, or an estimate from how long jobs of the queue have run of late; null: not known.</param>
public sealed record JobWaiting(string Reason, string Detail, int? Position = null, DateTimeOffset? ExpectedStartAt = null);
