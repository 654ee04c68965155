namespace Jobs.Core;

/// <summary>
/// What is remembered of ids for a time, and of so many at most: the oldest is forgotten first. Pruned by the times of events, so that recovery remembers what was remembered before.
/// </summary>
internal abstract class IdMemory<TFact>(TimeSpan memory, int idsMax)
{
    private readonly Dictionary<JobId, (TFact Fact, long AtTicks)> _facts = [];
    private readonly Queue<(JobId Id, long AtTicks)> _order = new();

    public int Count => _facts.Count;

    /// <summary>Since when an id is remembered; null when it is not: what a state is compared by.</summary>
    internal DateTimeOffset? Since(JobId id) => _facts.TryGetValue(id, out var entry) ? new DateTimeOffset(entry.AtTicks, TimeSpan.Zero) : null;

    public bool TryGet(JobId id, DateTimeOffset now, out TFact fact)
    {
        var isKnown = _facts.TryGetValue(id, out var entry);
        fact = entry.Fact;
        return isKnown && entry.AtTicks >= (now - memory).UtcTicks;
    }

    protected void Add(JobId id, TFact fact, DateTimeOffset at)
    {
        _facts[id] = (fact, at.UtcTicks);
        _order.Enqueue((id, at.UtcTicks));
        while (_order.TryPeek(out var oldest) && (_order.Count > idsMax || oldest.AtTicks < (at - memory).UtcTicks))
        {
            _order.Dequeue();
            if (_facts.TryGetValue(oldest.Id, out var entry) && entry.AtTicks == oldest.AtTicks)
                _facts.Remove(oldest.Id);
        }
    }

    protected void Forget(JobId id) => _facts.Remove(id);
}
