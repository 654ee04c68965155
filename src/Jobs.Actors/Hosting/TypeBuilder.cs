namespace Jobs.Hosting;

/// <summary>Says what holds for jobs of one type: after what a job says itself, before what its queue says. Bounds are those of <see cref="TypeSettings"/>.</summary>
public sealed class TypeBuilder
{
    internal TypeBuilder(TypeSettings settings) => Settings = settings;

    internal TypeSettings Settings { get; private set; }

    /// <inheritdoc cref="TypeSettings.Timeout"/>
    public TypeBuilder Timeout(TimeSpan timeout) => With(Settings with { Timeout = timeout });

    /// <inheritdoc cref="TypeSettings.MaxAttempts"/>
    public TypeBuilder MaxAttempts(int attempts) => With(Settings with { MaxAttempts = attempts });

    /// <inheritdoc cref="TypeSettings.Retry"/>
    public TypeBuilder Retry(RetryPolicy policy) => With(Settings with { Retry = policy });

    /// <inheritdoc cref="TypeSettings.RetryFor"/>
    public TypeBuilder RetryFor(TimeSpan age) => With(Settings with { RetryFor = age });

    /// <inheritdoc cref="TypeSettings.Concurrency"/>
    public TypeBuilder Concurrency(int jobs) => With(Settings with { Concurrency = jobs });

    /// <inheritdoc cref="TypeSettings.RateLimit"/>
    public TypeBuilder RateLimit(int max, TimeSpan per) => With(Settings with { RateLimit = new RateLimit(max, per) });

    private TypeBuilder With(TypeSettings settings)
    {
        Settings = settings;
        return this;
    }
}
