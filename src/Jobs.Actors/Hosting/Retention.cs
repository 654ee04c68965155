namespace Jobs.Hosting;

/// <summary>How long a queue keeps what has ended. What is due is deleted in slices, some time later.</summary>
public sealed record Retention
{
    public const int CountMax = 100_000_000;

    /// <summary>For ever.</summary>
    public static readonly TimeSpan Off = TimeSpan.MaxValue;

    /// <summary>Completed and cancelled jobs, from their end: 1 min to 3650 days or <see cref="Off"/>, default 24 h.</summary>
    public TimeSpan Completed { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Dead letters and their jobs, from their death: 1 min to 3650 days or <see cref="Off"/>, default 30 days.</summary>
    public TimeSpan Dead { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Of completed and of cancelled jobs the newest so many at most: 1 to 100,000,000, default 1,000,000; null: age alone decides.</summary>
    public int? Count { get; init; } = 1_000_000;
}
