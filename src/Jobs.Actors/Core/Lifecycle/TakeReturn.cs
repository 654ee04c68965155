using Jobs.DeadLetters;

namespace Jobs.Core.Lifecycle;

/// <summary>A dead letter comes back or was deleted. Each return has a number; only the next one is taken, so one that comes twice, early or late changes nothing.</summary>
internal static class TakeReturn
{
    public static Decision Decide(QueueState state, LetterReturn letter, DateTimeOffset now)
    {
        if (letter.Number != state.LastReturn + 1)
            return Decision.Nothing;
        if (state.Find(letter.Id) is not { Status: JobStatus.Dead })
            throw new InvalidOperationException($"Return {letter.Number} is of job {letter.Id}, which is not dead in its queue.");
        return letter.Deleted
            ? new DeadJobRemoved(letter.Id, letter.Number, letter.Cause, now)
            : new JobReplayed(letter.Id, letter.Number, letter.Payload, letter.Cause, now);
    }
}
