namespace Jobs.Core.Lifecycle;

/// <summary>Time makes a scheduled or failed job ready.</summary>
internal static class BecomeDue
{
    /// <summary>Jobs made ready in one go; more than these wait for the next, so that other messages get their turn.</summary>
    public const int BatchMax = 1000;

    /// <summary>The earliest waiting job, if its time has come.</summary>
    public static Decision Decide(QueueState state, DateTimeOffset now) =>
        state.Due.Peek() is { } job && job.DueAt <= now ? new JobBecameDue(job.Id, Cause.Queue, now) : Decision.Nothing;
}
