namespace Jobs.Core.Waiting;

/// <summary>How many ready jobs are before one.</summary>
internal static class QueuePosition
{
    /// <summary>Ready jobs that are looked at for one position; a lane of a limited type or key counts as twenty. A job that needs more has none: it is a plain count, which takes the queue a few milliseconds at most.</summary>
    public const int LookedAtMax = 100_000;

    /// <summary>1: it starts next of its crew. Null: it is not ready, it waits for its turn on the host, or it is too far back.</summary>
    /// <param name="isExternal">Workers outside the process get jobs that have crashed a host, too, and before all others.</param>
    public static int? Of(QueueState state, Job job, bool isExternal, DateTimeOffset now, int lookedAtMax = LookedAtMax)
    {
        if (job.Status != JobStatus.Pending || state.IsBlocked(job) || (job.IsSuspect && !isExternal))
            return null;
        var looks = lookedAtMax;
        var before = state.Order(job).CountBefore(job, now, ref looks);
        if (looks < 0)
            return null;
        return 1 + before + (isExternal && !job.IsSuspect ? state.Suspects.Count : 0);
    }
}
