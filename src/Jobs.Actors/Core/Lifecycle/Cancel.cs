using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>
/// Somebody cancels a job. One that waits ends at once. One that runs is told to stop, and how its attempt ends decides: in success it is completed, for what was done is done;
/// in any other way, a crash of its host included, it is cancelled and never retried. What a worker outside the process holds ends at once: its lease is revoked.
/// </summary>
internal static class Cancel
{
    public static Decision Decide(Job job, CancelJob command, DateTimeOffset now)
    {
        if (Admission.CheckCause(command.By, command.TraceParent) is { } refusal)
            return refusal;
        var cause = new Cause(command.By, command.TraceParent);
        return job.Status switch
        {
            JobStatus.Cancelled => Decision.Nothing,
            JobStatus.Processing when job.IsLeased => new JobCancelled(job.Id, cause, now),
            JobStatus.Processing => job.CancelRequest is null ? new JobCancelRequested(job.Id, cause, now) : Decision.Nothing,
            JobStatus.Completed => Refusals.InvalidState(job, "cancelled", "retry, delete"),
            JobStatus.Dead => Refusals.InvalidState(job, "cancelled", "replay, delete"),
            _ => new JobCancelled(job.Id, cause, now),
        };
    }
}
