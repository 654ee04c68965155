namespace Jobs.Core;

/// <summary>When something in a queue happens by the clock alone, though nobody asks: the queue has one timer, for the earliest of these times.</summary>
internal static class NextWake
{
    /// <summary>Null: nothing waits for a time.</summary>
    public static DateTimeOffset? Of(QueueState state, DateTimeOffset now) =>
        Earlier(Earlier(state.Due.Peek()?.DueAt, state.Leases.Peek()?.DueAt), Earlier(state.Flow.Until, RateOpens(state, now)));

    // A rate that has opened needs no waking: whoever may start a job again looks at it then.
    private static DateTimeOffset? RateOpens(QueueState state, DateTimeOffset now)
    {
        var whole = state[JobStatus.Pending].Count > 0 ? state.Limits.OpensAt : null;
        return Earlier(whole > now ? whole : null, state.GateOpensAt > now ? state.GateOpensAt : null);
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other is null || one < other ? one : other;
}
