namespace Jobs.Core.Lifecycle;

/// <summary>The next ready job is given to a free worker.</summary>
internal static class Claim
{
    /// <param name="worker">The free worker that would run it; -1: none is free.</param>
    /// <param name="suspectAllowed">This queue may start a job that has crashed its host before: the host runs one of them at a time.</param>
    public static Decision Decide(QueueState state, int worker, bool suspectAllowed, DateTimeOffset now)
    {
        if (worker < 0)
            return Decision.Nothing;
        var job = (suspectAllowed ? state.Suspects.Peek() : null) ?? state.Ready.Peek();
        return job is null ? Decision.Nothing : new JobStarted(job.Id, state.Starts + 1, job.Attempts + 1, worker, now);
    }
}
