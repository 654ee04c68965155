using Jobs.Hosting;
using Jobs.Telemetry;

namespace Jobs.Alerts;

/// <summary>
/// Decides which alerts of a queue are raised and cleared: from what was before, how the queue stands, and the time. An alert is raised when its value has been over the limit for long enough, and cleared when
/// it has been low for long enough.
/// </summary>
internal static class AlertRules
{
    public static AlertDecision Decide(AlertState state, QueuePicture picture, AlertSettings settings, DateTimeOffset now)
    {
        state = Remember(state, picture, settings, now);
        var rules = state.Rules.ToBuilder();
        var (raised, cleared) = (new List<AlertMeasure>(), new List<AlertMeasure>());
        DateTimeOffset? next = null;
        foreach (var measure in AlertMeasure.All(state, picture, settings, now))
        {
            var before = rules[(int)measure.Rule];
            var after = Turn(before, measure, now);
            rules[(int)measure.Rule] = after;
            if (after.IsRaised && !before.IsRaised)
                raised.Add(measure);
            else if (before.IsRaised && !after.IsRaised)
                cleared.Add(measure);
            next = Earlier(next, NextOf(after, measure));
        }

        return new AlertDecision(state with { Rules = rules.ToImmutable() }, raised, cleared, next);
    }

    private static AlertState Remember(AlertState state, QueuePicture picture, AlertSettings settings, DateTimeOffset now)
    {
        var isIdle = picture is { Pending: > 0, Processing: 0, IsPaused: false };
        return state with
        {
            IdleSince = !isIdle ? null : state.IdleStarts == picture.Starts ? state.IdleSince ?? now : now,
            IdleStarts = picture.Starts,
            Deaths = state.Deaths.Move(picture.Deaths, settings.DeadWindow, now),
        };
    }

    private static RuleState Turn(RuleState rule, AlertMeasure measure, DateTimeOffset now)
    {
        var isTurning = rule.IsRaised ? measure.IsLow : measure.IsOver;
        if (!isTurning)
            return rule with { TurningSince = null };
        var since = rule.TurningSince ?? now;
        return now - since >= WaitOf(rule, measure) ? new RuleState(!rule.IsRaised, null) : rule with { TurningSince = since };
    }

    private static DateTimeOffset? NextOf(RuleState rule, AlertMeasure measure) =>
        rule.TurningSince is { } since ? since + WaitOf(rule, measure) : rule.IsRaised ? measure.ShrinksAt : measure.GrowsAt;

    private static TimeSpan WaitOf(RuleState rule, AlertMeasure measure) => rule.IsRaised ? measure.ClearAfter : measure.RaiseAfter;

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}

/// <summary>What was decided about one queue.</summary>
/// <param name="LookAgainAt">When something may become true though nothing happens; null: never.</param>
internal sealed record AlertDecision(AlertState State, IReadOnlyList<AlertMeasure> Raised, IReadOnlyList<AlertMeasure> Cleared, DateTimeOffset? LookAgainAt);
