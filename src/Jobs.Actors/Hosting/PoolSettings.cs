namespace Jobs.Hosting;

/// <summary>Which of the queues that want a worker of their pool is served first.</summary>
public enum PoolOrder
{
    /// <summary>The first of <see cref="PoolSettings.Queues"/> that wants one, always.</summary>
    Strict,

    /// <summary>Each in proportion to its weight.</summary>
    Weighted,
}

/// <summary>Workers that several queues share.</summary>
public sealed record PoolSettings
{
    public const int PoolsMax = 1000;
    public const int QueuesMax = 100;
    public const int WeightMax = 1000;
    public const int TypesMax = 100;

    /// <summary>Jobs of all its queues together that run at the same time: 1 to 10,000, default 5. A queue's own limits hold besides.</summary>
    public int Concurrency { get; init; } = 5;

    /// <summary>The queues whose jobs run here, the most urgent first: at most 100. A queue is in one pool at most.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>Default strict.</summary>
    public PoolOrder Order { get; init; }

    /// <summary>With <see cref="PoolOrder.Weighted"/>: one weight for each queue, 1 to 1000 each; none: all the same.</summary>
    public IReadOnlyList<int> Weights { get; init; } = [];

    /// <summary>
    /// Types whose jobs run here, whatever queue they are in, and then count for this pool and not for the concurrency of their queue: at most 100. A type is in one pool at most; its aliases go with it.
    /// Not routed are the jobs of queues that are strictly first in, first out per key, or have external workers.
    /// </summary>
    public IReadOnlyList<string> Types { get; init; } = [];
}
