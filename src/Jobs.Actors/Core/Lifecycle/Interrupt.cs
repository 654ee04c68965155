namespace Jobs.Core.Lifecycle;

/// <summary>
/// The host process died while the job ran. A crash cannot tell which job caused it, so each gets its attempt back and counts the crash: the first time it runs again at once, later
/// after a back-off and alone among its like, and at the limit it is dead. One that somebody wanted to stop has stopped: it is cancelled.
/// </summary>
internal static class Interrupt
{
    public static QueueEvent AfterCrash(QueueState state, QueuePolicy policy, Job job, DateTimeOffset now, double random)
    {
        if (job.CancelRequest is { } cancel)
            return new JobCancelled(job.Id, cancel.Cause, now);
        var crashes = job.Crashes + 1;
        if (crashes >= policy.CrashLimit)
        {
            var error = new JobError("crashed", $"The host process died {crashes} times while this job ran, the limit.");
            return Die.Of(state, job, error, DeathReason.Crashed, now);
        }

        var crashesHere = crashes - job.LostLeases;
        DateTimeOffset? until = crashesHere < Job.SuspectCrashes ? null : now + policy.Retry(job).DelayBefore(crashesHere, random);
        return new JobInterrupted(job.Id, Crashed: true, until, now);
    }
}
