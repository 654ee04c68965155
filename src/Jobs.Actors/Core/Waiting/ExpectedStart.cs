using Jobs.Core.Limits;
using Jobs.Messages;

namespace Jobs.Core.Waiting;

/// <summary>When a waiting job is expected to start, as far as that is known.</summary>
internal static class ExpectedStart
{
    /// <summary>Of a job that waits for its time: that time, or the end of a pause that outlasts it; null: the pause has no end.</summary>
    public static DateTimeOffset? At(DateTimeOffset dueAt, QueueFlow flow)
    {
        if (flow.Mode != QueueMode.Paused)
            return dueAt;
        return flow.Until is { } until ? Later(dueAt, until) : null;
    }

    /// <summary>Of a job that a limit holds back. How long those that use a type's or a key's concurrency still run is not known.</summary>
    /// <param name="window">Of the queue's rate.</param>
    public static DateTimeOffset? Behind(LimitHit hit, int? position, int concurrency, TimeSpan? meanRun, TimeSpan window, DateTimeOffset now) => hit.Kind switch
    {
        LimitKind.QueueConcurrency => InBacklog(position, concurrency, meanRun, now),
        LimitKind.QueueRate when hit.OpensAt is { } opens => Later(InWindow(opens, position, hit.Max, window), InBacklog(position, concurrency, meanRun, now) ?? now),
        _ => hit.OpensAt,
    };

    /// <summary>All workers are busy, and as many jobs at a time start as there are workers: one mean run after the other.</summary>
    private static DateTimeOffset? InBacklog(int? position, int concurrency, TimeSpan? meanRun, DateTimeOffset now) =>
        position is { } place && meanRun is { } mean ? now + (mean * Math.Ceiling((double)place / concurrency)) : null;

    /// <summary>At best: each window lets <paramref name="max"/> jobs start.</summary>
    private static DateTimeOffset InWindow(DateTimeOffset opensAt, int? position, int max, TimeSpan window) =>
        opensAt + (window * (((position ?? 1) - 1) / max));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
