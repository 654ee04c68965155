using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>The next ready job is given to a worker outside the process, by the same order and within the same limits as to one of this host.</summary>
internal static class LeaseNext
{
    /// <summary>What is wrong with a claim, or null.</summary>
    public static Refusal? Check(ClaimJobs claim, QueuePolicy policy)
    {
        if (!policy.Settings.ExternalWorkers)
            return Refusals.NoExternalWorkers(policy.Queue);
        if (!JobBounds.IsPrintable(claim.Worker, LeaseBounds.WorkerNameLengthMax))
            return Refusals.Invalid("worker", $"expected 1..{LeaseBounds.WorkerNameLengthMax} printable characters");
        if (claim.Limit is < 1 or > LeaseBounds.ClaimJobsMax)
            return Refusals.Invalid("limit", $"expected 1..{LeaseBounds.ClaimJobsMax}, got {claim.Limit}");
        if (claim.Wait < TimeSpan.Zero || claim.Wait > LeaseBounds.WaitMax)
            return Refusals.Invalid("waitMs", $"expected 0..{LeaseBounds.WaitMax.TotalMilliseconds:0}, got {claim.Wait.TotalMilliseconds:0}");
        return CheckLength(claim.Lease);
    }

    public static Refusal? CheckLength(TimeSpan lease) => lease >= LeaseBounds.LeaseMin && lease <= LeaseBounds.LeaseMax
        ? null
        : Refusals.Invalid("leaseMs", $"expected {LeaseBounds.LeaseMin.TotalMilliseconds:0}..{LeaseBounds.LeaseMax.TotalMilliseconds:0}, got {lease.TotalMilliseconds:0}");

    /// <param name="token">Never used before.</param>
    public static Decision Decide(QueueState state, QueuePolicy policy, ClaimJobs claim, LeaseToken token, DateTimeOffset now) =>
        Claim.Decide(state, state.Workers.LowestFree(state.Limits.Concurrency), suspectAllowed: true, now).Event is JobStarted started
            ? new JobLeased(started.Id, started.Start, started.Attempt, started.Worker, claim.Worker, token, claim.Lease, now + claim.Lease, now)
            : Decision.Nothing;
}
