namespace Jobs.Core.Lifecycle;

/// <summary>What becomes of leases by time alone.</summary>
internal static class KeepLeases
{
    /// <summary>Leases ended in one go; more than these wait for the next, so that other messages get their turn.</summary>
    public const int BatchMax = 1000;

    /// <summary>
    /// The lease that ended first, if its time has come. Its worker counts as crashed: the attempt is given back and the job is ready at once, until it has crashed too often. No wait and no
    /// turn, other than after a crash of this host: a worker elsewhere takes nobody with it.
    /// </summary>
    public static Decision Expire(QueueState state, QueuePolicy policy, DateTimeOffset now)
    {
        if (state.Leases.Peek() is not { } job || job.DueAt > now)
            return Decision.Nothing;
        var crashes = job.Crashes + 1;
        if (crashes < policy.CrashLimit)
            return new JobInterrupted(job.Id, Crashed: true, Until: null, now);
        var error = new JobError("crashed", $"The lease of {job.Lease!.Worker} ran out without an answer. That was crash {crashes} of this job, the limit.");
        return Die.Of(state, job, error, DeathReason.Crashed, now);
    }

    /// <summary>After a recovery, during which no worker could be heard, an open lease runs its whole length again.</summary>
    public static LeaseExtended Renew(Job job, DateTimeOffset now)
    {
        var length = job.Lease!.Length;
        return new LeaseExtended(job.Id, length, now + length, ByWorker: false, now);
    }
}
