namespace Jobs.Alerts;

/// <summary>Somebody is to look at a queue.</summary>
/// <param name="Value">What was measured when the alert was raised: jobs, or seconds.</param>
/// <param name="Limit">Of the configuration, in the same unit.</param>
/// <param name="Message">For people.</param>
internal sealed record Alert(AlertRule Rule, string Queue, AlertSeverity Severity, double Value, double Limit, string Message, DateTimeOffset Since);

internal enum AlertSeverity
{
    /// <summary>For the morning.</summary>
    Warning,

    /// <summary>Wakes someone.</summary>
    Critical,
}

/// <summary>What is watched of each queue; <c>docs/operations.md</c> says what to do about it.</summary>
internal enum AlertRule
{
    /// <summary>Many jobs are ready and wait.</summary>
    Depth,

    /// <summary>A job is ready and has waited for long.</summary>
    Oldest,

    /// <summary>Jobs are ready, and none runs.</summary>
    Stalled,

    /// <summary>Many dead jobs wait to be looked at.</summary>
    Dead,

    /// <summary>Many jobs died lately.</summary>
    DeadBurst,

    /// <summary>A job died.</summary>
    Death,
}

internal static class AlertNames
{
    public static string Name(this AlertSeverity severity) => severity == AlertSeverity.Critical ? "critical" : "warning";

    public static string Name(this AlertRule rule) => rule switch
    {
        AlertRule.Depth => "depth",
        AlertRule.Oldest => "oldest",
        AlertRule.Stalled => "stalled",
        AlertRule.Dead => "dead",
        AlertRule.DeadBurst => "dead-burst",
        AlertRule.Death => "death",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Not a rule."),
    };
}
