namespace Jobs.Core.Lifecycle;

/// <summary>An attempt failed: the job waits for its retry, or dies when none is left.</summary>
internal static class Fail
{
    public static QueueEvent Decide(QueueState state, QueuePolicy policy, Job job, JobError error, DateTimeOffset now, double random)
    {
        if (job.Attempts >= job.MaxAttempts)
            return Die.Of(state, job, error, DeathReason.Exhausted, now);
        var retry = job.Retry ?? policy.Settings.Retry;
        return new JobFailed(job.Id, error, now + retry.DelayBefore(job.Attempts, random), now);
    }
}
