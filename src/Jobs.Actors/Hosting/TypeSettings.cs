namespace Jobs.Hosting;

/// <summary>What holds for jobs of one type, in whatever queue they are: it counts after what a job says itself and before what its queue says. Null: nothing is said.</summary>
public sealed record TypeSettings
{
    public const int TypesMax = QueueSettings.TypeLimitsMax;

    /// <summary>Longest run of one attempt: 100 ms to 24 h.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Starts granted to a job: 1 to 100.</summary>
    public int? MaxAttempts { get; init; }

    /// <summary>How long a failed job waits for its next attempt.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Longest age at which a job may still be retried, as <see cref="QueueSettings.RetryFor"/>.</summary>
    public TimeSpan? RetryFor { get; init; }

    /// <summary>Jobs of this type that run at the same time, in each queue apart: 1 to 10,000. A queue's own <see cref="QueueSettings.TypeLimits"/> for the type wins.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Starts of this type within any window, in each queue apart. A queue's own <see cref="QueueSettings.TypeLimits"/> for the type wins.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>The limits of a queue's types: its own, and those that a type says itself and the queue does not.</summary>
    internal static IReadOnlyDictionary<string, JobLimit> Limits(IReadOnlyDictionary<string, TypeSettings> types, QueueSettings queue)
    {
        var said = types.Where(type => type.Value.Concurrency is not null || type.Value.RateLimit is not null).ToList();
        if (said.Count == 0)
            return queue.TypeLimits;
        var limits = new Dictionary<string, JobLimit>(queue.TypeLimits, StringComparer.Ordinal);
        foreach (var (name, type) in said)
            limits.TryAdd(name, new JobLimit(type.Concurrency, type.RateLimit));
        return limits;
    }
}
