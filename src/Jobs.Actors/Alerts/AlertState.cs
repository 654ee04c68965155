using System.Collections.Immutable;

namespace Jobs.Alerts;

/// <summary>What the rules remember of one queue. Never changed: each decision makes the next one.</summary>
internal sealed record AlertState
{
    public static AlertState Quiet { get; } = new();

    /// <summary>One for each <see cref="AlertRule"/>.</summary>
    public ImmutableArray<RuleState> Rules { get; init; } = [.. Enum.GetValues<AlertRule>().Select(_ => default(RuleState))];

    /// <summary>Since when jobs wait and none runs or starts; null: that is not so.</summary>
    public DateTimeOffset? IdleSince { get; init; }

    /// <summary>Starts counted then.</summary>
    public long IdleStarts { get; init; }

    public DeathWindow Deaths { get; init; } = DeathWindow.Unknown;
}

/// <param name="TurningSince">Since when there is reason to raise or, if it is raised, to clear the alert; null: there is none.</param>
internal readonly record struct RuleState(bool IsRaised, DateTimeOffset? TurningSince);
