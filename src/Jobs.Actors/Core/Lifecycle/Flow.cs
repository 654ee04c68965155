using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>Somebody pauses, drains or resumes a queue. The last command counts: a draining queue that is paused takes jobs again, a paused one that is drained runs them.</summary>
internal static class Flow
{
    public static Decision Pause(QueueState state, PauseQueue command, DateTimeOffset now)
    {
        if (Admission.CheckCause(command.By, command.TraceParent) is { } refusal)
            return refusal;
        if (command.Reason is not null && !JobBounds.IsPrintable(command.Reason, JobBounds.ReasonLengthMax))
            return Refusals.Invalid("reason", $"expected 1..{JobBounds.ReasonLengthMax} printable characters");
        var until = command.Until?.ToUniversalTime();
        if (until <= now || until - now > JobBounds.DelayMax)
            return Refusals.Invalid("until", $"expected a time after now ({now:O}) and within {JobBounds.DelayMax.TotalDays:0} days, got {until:O}");
        return state.Flow is { Mode: QueueMode.Paused } paused && paused.Reason == command.Reason && paused.Until == until
            ? Decision.Nothing
            : new QueuePaused(command.Reason, until, new Cause(command.By, command.TraceParent), now);
    }

    public static Decision Drain(QueueState state, DrainQueue command, DateTimeOffset now)
    {
        if (Admission.CheckCause(command.By, command.TraceParent) is { } refusal)
            return refusal;
        return state.Flow.Mode == QueueMode.Draining ? Decision.Nothing : new QueueDraining(new Cause(command.By, command.TraceParent), now);
    }

    public static Decision Resume(QueueState state, ResumeQueue command, DateTimeOffset now)
    {
        if (Admission.CheckCause(command.By, command.TraceParent) is { } refusal)
            return refusal;
        return state.Flow.Mode == QueueMode.Open ? Decision.Nothing : new QueueResumed(new Cause(command.By, command.TraceParent), now);
    }

    /// <summary>A pause is over whose end was named.</summary>
    public static Decision ByTime(QueueState state, DateTimeOffset now) => state.Flow.Until <= now ? new QueueResumed(Cause.Queue, now) : Decision.Nothing;
}
