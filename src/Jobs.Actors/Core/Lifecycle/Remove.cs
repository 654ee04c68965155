using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>Somebody removes a finished job from the lists. A dead one is the dead letters' affair.</summary>
internal static class Remove
{
    public static Decision Decide(Job job, DeleteJob command, DateTimeOffset now)
    {
        if (Admission.CheckCause(command.By, command.TraceParent) is { } refusal)
            return refusal;
        return job.Status switch
        {
            JobStatus.Completed or JobStatus.Cancelled => new JobRemoved(job.Id, new Cause(command.By, command.TraceParent), now),
            JobStatus.Dead => Refusals.InvalidState(job, "deleted here", "replay or delete its dead letter"),
            JobStatus.Processing => Refusals.InvalidState(job, "deleted", "cancel it, or wait until the attempt ends"),
            _ => Refusals.InvalidState(job, "deleted", "cancel it first"),
        };
    }
}
