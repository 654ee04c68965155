namespace Jobs.Core;

/// <summary>When something in a queue happens by the clock alone, though nobody asks: the queue has one timer, for the earliest of these times.</summary>
internal static class NextWake
{
    /// <summary>Null: nothing waits for a time.</summary>
    public static DateTimeOffset? Of(QueueState state) => Earlier(state.Due.Peek()?.DueAt, state.Leases.Peek()?.DueAt);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other is null || one < other ? one : other;
}
