using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>The next ready job that no limit holds back is given to a free worker.</summary>
internal static class Claim
{
    /// <param name="worker">The free worker that would run it; -1: none is free.</param>
    /// <param name="suspectAllowed">This queue may start a job that has crashed its host before: the host runs one of them at a time.</param>
    public static Decision Decide(QueueState state, int worker, bool suspectAllowed, DateTimeOffset now)
    {
        if (worker < 0 || state.Flow.Mode == QueueMode.Paused || !state.Limits.HasRoom(now))
            return Decision.Nothing;
        var job = (suspectAllowed ? state.Suspects.Next(now) : null) ?? state.Ready.Next(now);
        return job is null ? Decision.Nothing : new JobStarted(job.Id, state.Starts + 1, job.Attempts + 1, worker, now);
    }

    /// <summary>How many jobs could start if there were workers, at most; 0 only if none could.</summary>
    public static int CouldStart(QueueState state, bool suspectAllowed, DateTimeOffset now)
    {
        var suspect = suspectAllowed && state.Suspects.Next(now) is not null ? 1 : 0;
        var ordinary = state.Ready.Next(now) is null ? 0 : state.Ready.Count;
        return Math.Min(suspect + ordinary, state.Limits.RoomFor(now));
    }
}
