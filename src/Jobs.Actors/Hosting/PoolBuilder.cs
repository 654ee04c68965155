namespace Jobs.Hosting;

/// <summary>Says what one pool is. Bounds and defaults are those of <see cref="PoolSettings"/>; they are checked together when the system starts.</summary>
public sealed class PoolBuilder
{
    internal PoolBuilder()
    {
    }

    internal PoolSettings Settings { get; private set; } = new();

    /// <inheritdoc cref="PoolSettings.Concurrency"/>
    public PoolBuilder Concurrency(int jobs) => With(Settings with { Concurrency = jobs });

    /// <summary>These queues share the pool; of those that want a worker the first always gets it.</summary>
    public PoolBuilder Strict(params string[] queues) => With(Settings with { Queues = queues, Order = PoolOrder.Strict, Weights = [] });

    /// <summary>These queues share the pool in proportion to their weights, 1 to 1000 each.</summary>
    public PoolBuilder Weighted(params (string Queue, int Weight)[] queues) => With(Settings with
    {
        Queues = [.. queues.Select(queue => queue.Queue)],
        Order = PoolOrder.Weighted,
        Weights = [.. queues.Select(queue => queue.Weight)],
    });

    /// <inheritdoc cref="PoolSettings.Types"/>
    public PoolBuilder Types(params string[] types) => With(Settings with { Types = types });

    private PoolBuilder With(PoolSettings settings)
    {
        Settings = settings;
        return this;
    }
}
