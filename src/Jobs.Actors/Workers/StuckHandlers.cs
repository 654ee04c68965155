namespace Jobs.Workers;

/// <summary>
/// Handlers that ignored their cancelled token: they still run, seen by nobody. So many may be given up at a time as the queue has workers; the workers of further
/// ones stay occupied until one ends, so that a queue never runs more than twice its concurrency.
/// </summary>
internal sealed class StuckHandlers(int max)
{
    private readonly Dictionary<AttemptKey, StuckHandler> _givenUp = [];
    private readonly List<WorkerSlot> _heldBack = [];

    public int Count => _givenUp.Count;

    public int Max { get; set; } = max;

    public bool IsFull => _givenUp.Count >= Max;

    /// <summary>Those that were given up and have not ended.</summary>
    public IReadOnlyCollection<StuckHandler> All => _givenUp.Values;

    public void GiveUp(StuckHandler handler) => _givenUp.Add(handler.Start.Key, handler);

    /// <summary>False when the handler was not one of them.</summary>
    public bool HasEnded(AttemptKey key) => _givenUp.Remove(key);

    public void HoldBack(WorkerSlot slot) => _heldBack.Add(slot);

    /// <summary>The slot's handler has ended, or is given up now.</summary>
    public void Release(WorkerSlot slot) => _heldBack.Remove(slot);

    /// <summary>The slot that has been held back longest, if one more can be given up.</summary>
    public WorkerSlot? NextHeldBack => !IsFull && _heldBack.Count > 0 ? _heldBack[0] : null;

    public IReadOnlyList<WorkerSlot> AllHeldBack => [.. _heldBack];
}

/// <param name="Worker">The place that it had, which another worker has now.</param>
/// <param name="BegunAt">When its attempt began.</param>
internal sealed record StuckHandler(JobStart Start, int Worker, DateTimeOffset BegunAt);
