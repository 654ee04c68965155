namespace Jobs.Core.Lifecycle;

/// <summary>The next ready job is given to a free worker.</summary>
internal static class Claim
{
    /// <param name="suspectAllowed">This queue may start a job that has crashed its host before: the host runs one of them at a time.</param>
    public static Decision Decide(QueueState state, QueuePolicy policy, bool suspectAllowed, DateTimeOffset now)
    {
        var job = (suspectAllowed ? state.Suspects.Peek() : null) ?? state.Ready.Peek();
        if (job is null)
            return Decision.Nothing;
        var worker = state.Workers.LowestFree(policy.Settings.Concurrency);
        return worker < 0 ? Decision.Nothing : new JobStarted(job.Id, state.Starts + 1, job.Attempts + 1, worker, now);
    }
}
