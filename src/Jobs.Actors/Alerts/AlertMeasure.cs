using Jobs.Hosting;
using Jobs.Telemetry;

namespace Jobs.Alerts;

/// <summary>What one rule measures of a queue at one moment.</summary>
internal sealed record AlertMeasure(AlertRule Rule, AlertSeverity Severity, double Value, double Limit)
{
    /// <summary>There is reason to raise the alert.</summary>
    public required bool IsOver { get; init; }

    /// <summary>There is reason to clear it.</summary>
    public required bool IsLow { get; init; }

    public required TimeSpan RaiseAfter { get; init; }

    public required TimeSpan ClearAfter { get; init; }

    /// <summary>When it will be over its limit if nothing happens; null: never.</summary>
    public DateTimeOffset? GrowsAt { get; init; }

    /// <summary>When it will be less if nothing happens; null: never.</summary>
    public DateTimeOffset? ShrinksAt { get; init; }

    /// <summary>Of each rule that is not off. One that is off can not be raised: settings do not change while a system runs.</summary>
    public static IEnumerable<AlertMeasure> All(AlertState state, QueuePicture picture, AlertSettings settings, DateTimeOffset now)
    {
        if (settings.Depth is { } depth)
            yield return Count(AlertRule.Depth, picture.Pending, depth, picture.Pending > depth, settings);
        if (settings.Oldest != AlertSettings.Off)
            yield return Time(AlertRule.Oldest, picture.OldestSince, settings.Oldest, settings, now);
        if (settings.Stalled != AlertSettings.Off)
            yield return Time(AlertRule.Stalled, state.IdleSince, settings.Stalled, settings, now);
        if (settings.Dead is { } dead)
            yield return Count(AlertRule.Dead, picture.Dead, dead, picture.Dead > dead, settings);
        var deaths = state.Deaths;
        if (settings.DeadBurst is { } burst)
            yield return Count(AlertRule.DeadBurst, deaths.Count, burst, deaths.Count >= burst, settings) with { ShrinksAt = deaths.ShrinksAt };
        if (settings.EachDeath)
            yield return new AlertMeasure(AlertRule.Death, AlertSeverity.Warning, deaths.Count, 0) { IsOver = deaths.Count > 0, IsLow = deaths.Count == 0, RaiseAfter = TimeSpan.Zero, ClearAfter = TimeSpan.Zero, ShrinksAt = deaths.ShrinksAt };
    }

    private static AlertMeasure Count(AlertRule rule, long value, int limit, bool isOver, AlertSettings settings) => new(rule, AlertSeverity.Warning, value, limit)
    {
        IsOver = isOver,
        IsLow = !isOver && value <= limit * settings.ClearAt,
        RaiseAfter = settings.RaiseAfter,
        ClearAfter = settings.ClearAfter,
    };

    // Long enough is the limit itself.
    private static AlertMeasure Time(AlertRule rule, DateTimeOffset? since, TimeSpan limit, AlertSettings settings, DateTimeOffset now)
    {
        var value = since is { } from && from < now ? now - from : TimeSpan.Zero;
        return new AlertMeasure(rule, AlertSeverity.Critical, value.TotalSeconds, limit.TotalSeconds)
        {
            IsOver = value >= limit,
            IsLow = value < limit && value <= limit * settings.ClearAt,
            RaiseAfter = TimeSpan.Zero,
            ClearAfter = settings.ClearAfter,
            GrowsAt = since + limit,
        };
    }
}
