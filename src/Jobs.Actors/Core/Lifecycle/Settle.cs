using Jobs.Workers;

namespace Jobs.Core.Lifecycle;

/// <summary>An attempt has ended; its outcome becomes the next step of the job's life.</summary>
internal static class Settle
{
    /// <param name="random">0 to below 1, for the jitter of a retry.</param>
    public static Decision Decide(QueueState state, QueuePolicy policy, WorkerReport report, DateTimeOffset now, double random)
    {
        if (state.Find(report.Key.Job) is not { Status: JobStatus.Processing } job || job.Start != report.Key.Start)
            return Refusals.AttemptOver(report.Key.Job);

        // What was done is the truth, whoever wanted it stopped; anything else is the end that was asked for.
        if (job.CancelRequest is { } cancel && report.Outcome is not Outcome.Succeeded)
            return new JobCancelled(job.Id, cancel.Cause, now);

        return report.Outcome switch
        {
            Outcome.Succeeded succeeded => new JobCompleted(job.Id, succeeded.Result, now),
            Outcome.Failed failed => Fail.Decide(state, policy, job, failed, now, random),
            Outcome.Rejected rejected => Die.Of(state, job, rejected.Error, DeathReason.Rejected, now),
            Outcome.Snoozed snoozed => new JobSnoozed(job.Id, now + Clamp(snoozed.Delay), now),
            Outcome.Interrupted => new JobInterrupted(job.Id, Crashed: false, Until: null, now),
            _ => throw new System.Diagnostics.UnreachableException($"No step for {report.Outcome.GetType().Name}"),
        };
    }

    private static TimeSpan Clamp(TimeSpan delay) => delay < TimeSpan.Zero ? TimeSpan.Zero : delay > JobBounds.DelayMax ? JobBounds.DelayMax : delay;
}
