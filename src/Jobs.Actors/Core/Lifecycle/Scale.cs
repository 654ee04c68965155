using Jobs.Hosting;

namespace Jobs.Core.Lifecycle;

/// <summary>How many workers a scaled queue has, and since when it is how it is. Not stored: a queue that starts begins at its least.</summary>
/// <param name="ChangedAt">When the number last changed.</param>
/// <param name="PressedSince">Since when every worker is busy and a job could start; null: that is not so.</param>
/// <param name="QuietSince">Since when a worker is idle; null: none is.</param>
internal readonly record struct Workforce(int Count, DateTimeOffset ChangedAt, DateTimeOffset? PressedSince = null, DateTimeOffset? QuietSince = null);

/// <param name="LookAgainAt">When the number may have to change though nothing happens; null: it may not.</param>
internal readonly record struct ScaleDecision(Workforce Workforce, DateTimeOffset? LookAgainAt);

/// <summary>
/// How many workers a queue has between its least and its most. It doubles quickly and shrinks slowly, so that a load that comes and goes does not make it swing: up when every worker has been busy and
/// the oldest waiting job has waited for <see cref="UpAfter"/>; down by a quarter every <see cref="StepTime"/>, once some worker has been idle all through <see cref="QuietTime"/>.
/// </summary>
internal static class Scale
{
    public static readonly TimeSpan UpAfter = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan StepTime = TimeSpan.FromSeconds(10);

    private const int StepShare = 4;

    /// <param name="busy">Workers that run an attempt.</param>
    /// <param name="couldStart">Some job waits for nothing but a worker.</param>
    /// <param name="oldestSince">Since when the oldest ready job waits; null: none does.</param>
    public static ScaleDecision Decide(Workforce force, WorkerRange range, int busy, bool couldStart, DateTimeOffset? oldestSince, DateTimeOffset now)
    {
        if (busy < force.Count)
            return Quiet(force with { PressedSince = null, QuietSince = force.QuietSince ?? now }, range, busy, now);
        if (couldStart)
            return Pressed(force with { PressedSince = force.PressedSince ?? now, QuietSince = null }, range, oldestSince ?? now, now);
        return new ScaleDecision(force with { PressedSince = null, QuietSince = null }, null);
    }

    private static ScaleDecision Pressed(Workforce force, WorkerRange range, DateTimeOffset oldestSince, DateTimeOffset now)
    {
        if (force.Count >= range.Max)
            return new ScaleDecision(force, null);
        var upAt = Latest(force.PressedSince!.Value, oldestSince, force.ChangedAt) + UpAfter;
        return upAt > now
            ? new ScaleDecision(force, upAt)
            : new ScaleDecision(force with { Count = Math.Min(range.Max, force.Count * 2), ChangedAt = now }, now + UpAfter);
    }

    private static ScaleDecision Quiet(Workforce force, WorkerRange range, int busy, DateTimeOffset now)
    {
        if (force.Count <= range.Min)
            return new ScaleDecision(force, null);
        var downAt = Latest(force.QuietSince!.Value + QuietTime, force.ChangedAt + StepTime, force.ChangedAt);
        if (downAt > now)
            return new ScaleDecision(force, downAt);
        var count = Math.Max(Math.Max(range.Min, busy), force.Count - Math.Max(1, force.Count / StepShare));
        return new ScaleDecision(force with { Count = count, ChangedAt = now }, count > range.Min ? now + StepTime : null);
    }

    private static DateTimeOffset Latest(DateTimeOffset one, DateTimeOffset other, DateTimeOffset third)
    {
        var later = one > other ? one : other;
        return later > third ? later : third;
    }
}
