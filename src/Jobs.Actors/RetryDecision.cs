namespace Jobs;

/// <summary>What a retry policy in code is told: the attempt that failed, and by what.</summary>
/// <param name="Exception">What the handler threw; an <see cref="AggregateException"/> with one cause is that cause.</param>
/// <param name="Attempt">From 1.</param>
public sealed record FailedAttempt(Exception Exception, JobId JobId, string Queue, string Type, int Attempt, int MaxAttempts);

/// <summary>What a retry policy in code answers: a wait, that no retry can help, or nothing, which leaves it to the configured policy.</summary>
public readonly record struct RetryDecision
{
    private RetryDecision(TimeSpan? delay, bool isNever)
    {
        Delay = delay;
        IsNever = isNever;
    }

    /// <summary>The configured policy decides. The default value.</summary>
    public static RetryDecision ByPolicy => default;

    /// <summary>No retry can help: the job goes to the dead letters at once, with reason <c>rejected</c>.</summary>
    public static RetryDecision Never { get; } = new(null, isNever: true);

    /// <summary>The wait; null when none was decided.</summary>
    public TimeSpan? Delay { get; }

    public bool IsNever { get; }

    /// <summary>Retry after this wait, 0 to 365 days, if an attempt is left. A wait out of these bounds is logged, and the configured policy decides.</summary>
    public static RetryDecision After(TimeSpan delay) => new(delay, isNever: false);
}
