using Jobs.Workers;

namespace Jobs.Core.Lifecycle;

/// <summary>An attempt failed: the job waits for its retry, or dies when none is left or the next one would come too late.</summary>
internal static class Fail
{
    private static readonly TimeSpan DelayMin = TimeSpan.FromMilliseconds(1);

    public static QueueEvent Decide(QueueState state, QueuePolicy policy, Job job, Outcome.Failed failed, DateTimeOffset now, double random)
    {
        if (job.Attempts >= job.MaxAttempts)
            return Die.Of(state, job, failed.Error, DeathReason.Exhausted, now);
        var retryAt = now + (failed.RetryAfter is { } decided ? Clamp(decided) : policy.Retry(job).DelayBefore(job.Attempts, random));
        return retryAt - job.RetriedSince > policy.RetryFor(job)
            ? Die.Of(state, job, failed.Error, DeathReason.Expired, now)
            : new JobFailed(job.Id, failed.Error, retryAt, now);
    }

    private static TimeSpan Clamp(TimeSpan delay) => delay < DelayMin ? DelayMin : delay > RetryPolicy.DelayMaxBound ? RetryPolicy.DelayMaxBound : delay;
}
