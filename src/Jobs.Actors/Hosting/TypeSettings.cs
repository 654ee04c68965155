namespace Jobs.Hosting;

/// <summary>What holds for jobs of one type, in whatever queue they are: it counts after what a job says itself and before what its queue says. Null: nothing is said.</summary>
public sealed record TypeSettings
{
    public const int TypesMax = 10_000;

    /// <summary>Longest run of one attempt: 100 ms to 24 h.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Starts granted to a job: 1 to 100.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>How long a failed job waits for its next attempt.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Longest age at which a job may still be retried, as <see cref="QueueSettings.RetryFor"/>.</summary>
    public TimeSpan? RetryFor { get; init; }
}
