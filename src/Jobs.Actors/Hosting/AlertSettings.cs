namespace Jobs.Hosting;

/// <summary>When somebody is to look at a queue. Alerts are raised and cleared with hysteresis, so that a value that swings around its limit does not.</summary>
public sealed record AlertSettings
{
    public const int CountMax = 10_000_000;

    /// <summary>This rule never raises an alert.</summary>
    public static readonly TimeSpan Off = TimeSpan.MaxValue;

    /// <summary>More jobs than this are ready and wait for a worker: a warning. 1 to 10,000,000, null: off; default 10,000.</summary>
    public int? Depth { get; init; } = 10_000;

    /// <summary>A job has been ready and has waited for this long: critical. 1 s to 365 days or <see cref="Off"/>; default 1 h.</summary>
    public TimeSpan Oldest { get; init; } = TimeSpan.FromHours(1);

    /// <summary>For this long jobs have been ready, none has run and none has started, though the queue is not paused: critical. 1 s to 365 days or <see cref="Off"/>; default 1 min.</summary>
    public TimeSpan Stalled { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>More dead jobs than this wait to be looked at: a warning. 1 to 10,000,000, null: off; default 100.</summary>
    public int? Dead { get; init; } = 100;

    /// <summary>So many jobs, or more, died within <see cref="DeadWindow"/>: a warning. 1 to 10,000,000, null: off; default 10.</summary>
    public int? DeadBurst { get; init; } = 10;

    /// <summary>1 s to 24 h, default 5 min.</summary>
    public TimeSpan DeadWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Each job that dies is a warning, until none has died for <see cref="DeadWindow"/>. Default off.</summary>
    public bool EachDeath { get; init; }

    /// <summary>An alert is cleared when its value has fallen to this share of the limit: 0 to 1, default 0.8.</summary>
    public double ClearAt { get; init; } = 0.8;

    /// <summary>A count must be over its limit for this long before an alert is raised: 0 to 1 h, default 5 s. What is a length of time itself, and single deaths, wait no longer.</summary>
    public TimeSpan RaiseAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>An alert is cleared when its value has been low for this long: 0 to 1 h, default 30 s.</summary>
    public TimeSpan ClearAfter { get; init; } = TimeSpan.FromSeconds(30);
}
