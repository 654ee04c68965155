using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>Somebody cancels a job that waits, or that a worker outside the process holds: its lease is revoked with that.</summary>
internal static class Cancel
{
    public static Decision Decide(Job job, CancelJob command, DateTimeOffset now)
    {
        if (Admission.CheckCause(command.By, command.TraceParent) is { } refusal)
            return refusal;
        if (job.Status == JobStatus.Cancelled)
            return Decision.Nothing;
        return job.Status.IsWaiting() || job.IsLeased
            ? new JobCancelled(job.Id, new Cause(command.By, command.TraceParent), now)
            : Refusals.InvalidState(job, "cancelled", job.Status switch
            {
                JobStatus.Processing => "wait until the attempt ends",
                JobStatus.Dead => "replay, delete",
                _ => "retry, delete",
            });
    }
}
