using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>Somebody changes a job that waits: how urgent it is, when it may run, what it is given.</summary>
internal static class Amend
{
    public static Decision Decide(Job job, QueuePolicy policy, ChangeJob command, DateTimeOffset now)
    {
        if (Check(policy, command) is { } refusal)
            return refusal;
        if (!job.Status.IsWaiting())
            return Refusals.InvalidState(job, "changed", job.Status switch
            {
                JobStatus.Processing => "cancel, or wait until the attempt ends",
                JobStatus.Dead => "replay with another payload, delete",
                _ => "retry, delete",
            });

        var change = new JobAmended(job.Id, new Cause(command.By, command.TraceParent), now)
        {
            Priority = command.Priority == job.Priority ? null : command.Priority,
            Payload = Equals(job.Payload, command.Payload) ? null : command.Payload,
            DueAt = NewTime(job, command.RunAt?.ToUniversalTime(), now),
        };
        return change.IsEmpty ? Decision.Nothing : change;
    }

    private static Refusal? Check(QueuePolicy policy, ChangeJob command)
    {
        if (Admission.CheckCause(command.By, command.TraceParent) is { } refusal)
            return refusal;
        if (command is { Priority: null, RunAt: null, Payload: null })
            return Refusals.Invalid("job", "nothing to change was named; give priority, runAt or payload");
        if (command.Priority is { } priority && Admission.CheckPriority(priority) is { } wrong)
            return wrong;
        return command.Payload is null ? null : Admission.CheckPayload(command.Payload, policy);
    }

    /// <summary>Null when the job's time stays as it is; a past time means now.</summary>
    public static DateTimeOffset? NewTime(Job job, DateTimeOffset? asked, DateTimeOffset now)
    {
        if (asked is not { } runAt)
            return null;
        var isReady = job.Status == JobStatus.Pending;
        if (runAt <= now)
            return isReady ? null : now;
        return !isReady && runAt == job.DueAt ? null : runAt;
    }
}
