namespace Jobs;

/// <summary>At most <paramref name="Max"/> starts within any <paramref name="Window"/>, wherever it begins. A retry is a start as well.</summary>
/// <param name="Max">1 to <see cref="StartsMax"/>.</param>
/// <param name="Window"><see cref="WindowMin"/> to <see cref="WindowMax"/>.</param>
public sealed record RateLimit(int Max, TimeSpan Window)
{
    /// <summary>A limiter remembers the times of so many starts at most.</summary>
    public const int StartsMax = 1_000_000;

    public static readonly TimeSpan WindowMin = TimeSpan.FromMilliseconds(100);
    public static readonly TimeSpan WindowMax = TimeSpan.FromHours(24);
}

/// <summary>What the jobs of one type, or of one partition key, may use of their queue.</summary>
/// <param name="Concurrency">How many of them run at the same time: 1 to 10,000; null: as many as the queue runs.</param>
/// <param name="Rate">How many of them start within any window; null: as many as the queue starts.</param>
public sealed record JobLimit(int? Concurrency = null, RateLimit? Rate = null);
