using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>The next ready job that no limit holds back is given to a free worker.</summary>
internal static class Claim
{
    /// <param name="worker">The free worker of the queue's own crew that would run it; -1: none is free.</param>
    /// <param name="suspectAllowed">This queue may start a job that has crashed its host before: the host runs one of them at a time.</param>
    public static Decision Decide(QueueState state, int worker, bool suspectAllowed, DateTimeOffset now) =>
        Decide(state, state.Crews.Own, worker, suspectAllowed, now);

    /// <param name="worker">The free worker of this crew, by its number within the crew; -1: none is free.</param>
    public static Decision Decide(QueueState state, Crew crew, int worker, bool suspectAllowed, DateTimeOffset now)
    {
        if (worker < 0 || state.Flow.Mode == QueueMode.Paused || !state.Limits.HasRoom(now))
            return Decision.Nothing;
        var job = (TakesSuspects(crew, suspectAllowed) ? state.Suspects.Next(now) : null) ?? crew.Ready.Next(now);
        return job is null ? Decision.Nothing : new JobStarted(job.Id, state.Starts + 1, job.Attempts + 1, crew.FirstWorker + worker, now);
    }

    /// <summary>How many jobs of the crew could start if there were workers, at most; 0 only if none could.</summary>
    public static int CouldStart(QueueState state, Crew crew, bool suspectAllowed, DateTimeOffset now)
    {
        if (state.Flow.Mode == QueueMode.Paused)
            return 0;
        var suspect = TakesSuspects(crew, suspectAllowed) && state.Suspects.Next(now) is not null ? 1 : 0;
        var ordinary = crew.Ready.Next(now) is null ? 0 : crew.Ready.Count;
        return Math.Min(suspect + ordinary, state.Limits.RoomFor(now));
    }

    private static bool TakesSuspects(Crew crew, bool suspectAllowed) => suspectAllowed && crew.Pool is null;
}
