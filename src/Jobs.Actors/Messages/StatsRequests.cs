using Jobs.Index;

namespace Jobs.Messages;

/// <summary>Asks what happened within a time that ends now: <see cref="StatsFound"/> or <see cref="RequestRefused"/>. Without a queue: of all queues that answer.</summary>
/// <param name="Window">Whole minutes, <see cref="StatsBounds.WindowMin"/> to <see cref="StatsBounds.WindowMax"/>; the minute that is not over yet belongs to it.</param>
public sealed record GetStats(string? Queue, TimeSpan Window) : IQueueRequest;

/// <summary>Likewise, in steps, for a chart: <see cref="StatsSeries"/> or <see cref="RequestRefused"/>. Without a queue: of all queues together.</summary>
/// <param name="Step">Whole minutes; at most <see cref="StatsBounds.PointsMax"/> of them in the window. Steps begin at multiples of it since 1970 UTC, so the first and the last may lie in the window in part.</param>
public sealed record GetStatsSeries(string? Queue, TimeSpan Window, TimeSpan Step) : IQueueRequest;

public static class StatsBounds
{
    public const int PointsMax = 1500;

    public static readonly TimeSpan WindowMin = TimeSpan.FromMinutes(1);

    /// <summary>As long as minutes are kept.</summary>
    public static readonly TimeSpan WindowMax = TimeSpan.FromDays(30);
}

/// <summary>By queue name.</summary>
public sealed record StatsFound(IReadOnlyList<QueueStats> Queues);

/// <param name="Since">From when the numbers count: the window's beginning, or later where a system without an index remembers less.</param>
public sealed record QueueStats(string Queue, DateTimeOffset Since, StatsNumbers Numbers);

/// <param name="Since">As in <see cref="QueueStats"/>.</param>
/// <param name="Points">One for each step, oldest first, also where nothing happened.</param>
public sealed record StatsSeries(DateTimeOffset Since, IReadOnlyList<StatsPoint> Points)
{
    /// <summary>What the points are made of, to be added to that of other queues: the minute is that in which the step begins.</summary>
    internal IReadOnlyList<MinuteRow> Sums { get; init; } = [];
}

/// <param name="At">When the step begins.</param>
public sealed record StatsPoint(DateTimeOffset At, StatsNumbers Numbers);

/// <param name="Failed">Attempts, whether another one followed or not.</param>
/// <param name="Wait">From ready to start, of what started; null: nothing did.</param>
/// <param name="Run">From start to end, of attempts that ended; null: none did.</param>
public sealed record StatsNumbers(long Enqueued, long Completed, long Failed, long Dead, StatsPercentiles? Wait, StatsPercentiles? Run);

/// <summary>Times that half, 95 and 99 of a hundred did not exceed; at most 25 % above the true ones.</summary>
public sealed record StatsPercentiles(TimeSpan P50, TimeSpan P95, TimeSpan P99);
