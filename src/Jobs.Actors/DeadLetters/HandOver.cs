using Akka.Actor;
using Jobs.Core;

namespace Jobs.DeadLetters;

/// <summary>A job that died, as the dead letters keep it.</summary>
internal sealed record Letter(
    JobId Id,
    string Type,
    JobPayload Payload,
    int Priority,
    int Attempts,
    JobError Error,
    DeathReason Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset DiedAt,
    int Replays)
{
    /// <summary>Without its payload if that is elsewhere.</summary>
    public static Letter Of(Job job, JobDied death) =>
        new(job.Id, job.Type, job.Payload ?? JobPayload.Null, job.Priority, job.Attempts, death.Error, death.Reason, job.CreatedAt, death.At, job.Replays);
}

/// <summary>A letter that leaves the dead letters: back to its queue, or deleted.</summary>
/// <param name="Number">Place in the stream of returns of this partition: 1, 2, 3, …</param>
/// <param name="Payload">Replaces the job's payload; null keeps it.</param>
internal sealed record LetterReturn(long Number, JobId Id, bool Deleted, JobPayload? Payload, Cause Cause);

/// <summary>Limits of the hand-over between a queue and its dead letters, the same in both directions.</summary>
internal static class HandOver
{
    /// <summary>Items under way before the next acknowledgement.</summary>
    public const int WindowMax = 100;

    /// <summary>What is not acknowledged is sent again after this time.</summary>
    public static readonly TimeSpan RepeatAfter = TimeSpan.FromSeconds(2);
}

/// <summary>Queue to dead letters: the oldest deaths that are not acknowledged, in order.</summary>
internal sealed record TakeDeaths(IReadOnlyList<NumberedLetter> Deaths) : INoSerializationVerificationNeeded;

internal readonly record struct NumberedLetter(long Number, Letter Letter);

/// <summary>Dead letters to queue: every death up to this number is stored.</summary>
internal sealed record DeathsStored(long UpTo) : INoSerializationVerificationNeeded;

/// <summary>Dead letters to queue: the oldest returns that are not acknowledged, in order.</summary>
internal sealed record TakeReturns(IReadOnlyList<LetterReturn> Returns) : INoSerializationVerificationNeeded;

/// <summary>Queue to dead letters: every return up to this number is stored.</summary>
internal sealed record ReturnsStored(long UpTo) : INoSerializationVerificationNeeded;

/// <summary>Partition to dead letters: the queue runs (again), here.</summary>
internal sealed record QueueAt(IActorRef Queue) : INoSerializationVerificationNeeded;

/// <summary>Dead letters to queue, on behalf of somebody: answer with the job that just came back.</summary>
internal sealed record ShowChangedJob(JobId Id) : INoSerializationVerificationNeeded;
