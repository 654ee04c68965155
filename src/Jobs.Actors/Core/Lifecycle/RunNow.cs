using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>Somebody wants a job to run now: one that waits becomes due, one that completed or was cancelled runs again. A dead one is the dead letters' affair.</summary>
internal static class RunNow
{
    public static Decision Decide(Job job, RetryJob command, DateTimeOffset now)
    {
        if (Admission.CheckCause(command.By, command.TraceParent) is { } refusal)
            return refusal;
        var cause = new Cause(command.By, command.TraceParent);
        return job.Status switch
        {
            JobStatus.Scheduled or JobStatus.Failed => new JobBecameDue(job.Id, cause, now),
            JobStatus.Completed or JobStatus.Cancelled => new JobRerun(job.Id, cause, now),
            JobStatus.Pending => Refusals.InvalidState(job, "retried", "cancel; it runs as soon as a worker is free"),
            JobStatus.Dead => Refusals.InvalidState(job, "retried", "replay, delete"),
            _ => Refusals.InvalidState(job, "retried", "cancel, or wait until the attempt ends"),
        };
    }
}
