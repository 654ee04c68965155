namespace Jobs;

public enum RetryKind
{
    /// <summary>The same wait before every retry.</summary>
    Fixed,

    /// <summary>Before retry n: delay × n.</summary>
    Linear,

    /// <summary>Before retry n: delay × factor^(n-1).</summary>
    Exponential,

    /// <summary>Before retry n: the n-th of the listed waits; the last one repeats.</summary>
    List,
}

/// <summary>How long a failed job waits for its next attempt.</summary>
public sealed record RetryPolicy
{
    public const int DelaysMax = 100;
    public const int FactorMax = 100;

    public static readonly TimeSpan DelayMaxBound = TimeSpan.FromDays(365);

    public RetryKind Kind { get; init; } = RetryKind.Exponential;

    /// <summary>Base wait: 1 ms to 365 days, default 1 s.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The waits of <see cref="RetryKind.List"/>, 1 to 100 of them.</summary>
    public IReadOnlyList<TimeSpan> Delays { get; init; } = [];

    /// <summary>Growth of the exponential wait: 1 to 100, default 2.</summary>
    public double Factor { get; init; } = 2;

    /// <summary>Adds 0 to this share of the wait: 0 to 1, default 0.3. Not used when <see cref="JitterTime"/> is set.</summary>
    public double Jitter { get; init; } = 0.3;

    /// <summary>Adds 0 to this time instead of a share of the wait; null: the share.</summary>
    public TimeSpan? JitterTime { get; init; }

    /// <summary>Longest wait, jitter included: at least <see cref="Delay"/>, at most 365 days, default 5 min.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The wait before retry <paramref name="retry"/> (from 1). <paramref name="random"/>, 0 to below 1, places it within the jitter.</summary>
    public TimeSpan DelayBefore(int retry, double random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retry, 1);
        var wait = Kind switch
        {
            RetryKind.Fixed => Delay.TotalMilliseconds,
            RetryKind.Linear => Delay.TotalMilliseconds * retry,
            RetryKind.Exponential => Delay.TotalMilliseconds * Math.Pow(Factor, retry - 1),
            RetryKind.List => Delays[Math.Min(retry, Delays.Count) - 1].TotalMilliseconds,
            _ => throw new ArgumentOutOfRangeException(nameof(retry), Kind, "Not a retry kind."),
        };
        wait = Math.Min(wait, MaxDelay.TotalMilliseconds); // also keeps the overflow of a high power out of what follows
        var jitter = JitterTime?.TotalMilliseconds ?? wait * Jitter;
        return TimeSpan.FromMilliseconds(Math.Min(wait + (jitter * random), MaxDelay.TotalMilliseconds));
    }

    /// <summary>The first field that is out of its bounds, with what was expected; null when all is well. The names are those of the wire.</summary>
    public (string Field, string Detail)? FirstProblem()
    {
        var bound = $"1..{DelayMaxBound.TotalMilliseconds:0} ms";
        if (!Enum.IsDefined(Kind))
            return ("kind", "expected fixed, linear, exponential or list");
        if (!IsWait(Delay))
            return ("delayMs", $"expected {bound}, got {Delay.TotalMilliseconds:0}");
        if (Delays.Count > DelaysMax || (Kind == RetryKind.List && Delays.Count == 0))
            return ("delaysMs", $"expected 1..{DelaysMax} waits, got {Delays.Count}");
        if (!Delays.All(IsWait))
            return ("delaysMs", $"expected {bound} each");
        if (!(Factor is >= 1 and <= FactorMax))
            return ("factor", $"expected 1..{FactorMax}, got {Factor}");
        if (!(Jitter is >= 0 and <= 1))
            return ("jitter", $"expected 0..1, got {Jitter}");
        if (JitterTime is { } time && (time < TimeSpan.Zero || time > DelayMaxBound))
            return ("jitter", $"expected 0..{DelayMaxBound.TotalMilliseconds:0} ms, got {time.TotalMilliseconds:0}");
        if (!IsWait(MaxDelay) || MaxDelay < Delay)
            return ("maxDelayMs", $"expected delay..{DelayMaxBound.TotalMilliseconds:0} ms, got {MaxDelay.TotalMilliseconds:0}");
        return null;
    }

    private static bool IsWait(TimeSpan wait) => wait >= TimeSpan.FromMilliseconds(1) && wait <= DelayMaxBound;

    public bool Equals(RetryPolicy? other) =>
        other is not null && Kind == other.Kind && Delay == other.Delay && Factor.Equals(other.Factor) && Jitter.Equals(other.Jitter)
        && JitterTime == other.JitterTime && MaxDelay == other.MaxDelay && Delays.SequenceEqual(other.Delays);

    public override int GetHashCode() => HashCode.Combine(Kind, Delay, Factor, Jitter, JitterTime, MaxDelay, Delays.Count);
}
