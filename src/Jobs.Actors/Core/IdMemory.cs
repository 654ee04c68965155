namespace Jobs.Core;

/// <summary>
/// What is remembered of ids for a time, and of so many at most: the oldest is forgotten first. Pruned by the times of events, so that recovery remembers what was remembered before.
/// </summary>
internal abstract class IdMemory<TFact>(TimeSpan memory, int idsMax)
{
    private readonly Dictionary<JobId, (TFact Fact, long AtTicks)> _facts = [];
    private readonly Queue<(JobId Id, long AtTicks)> _order = new();
    private List<(JobId Id, TFact Fact, long AtTicks)>? _added;

    public int Count => _facts.Count;

    /// <summary>Since when an id is remembered; null when it is not: what a state is compared by.</summary>
    internal DateTimeOffset? Since(JobId id) => _facts.TryGetValue(id, out var entry) ? new DateTimeOffset(entry.AtTicks, TimeSpan.Zero) : null;

    public bool TryGet(JobId id, DateTimeOffset now, out TFact fact)
    {
        var isKnown = _facts.TryGetValue(id, out var entry);
        fact = entry.Fact;
        return isKnown && entry.AtTicks >= (now - memory).UtcTicks;
    }

    /// <summary>All that is remembered, oldest first; an id that came back stands where it came last.</summary>
    public IEnumerable<(JobId Id, TFact Fact, long AtTicks)> All
    {
        get
        {
            foreach (var (id, atTicks) in _order)
            {
                if (_facts.TryGetValue(id, out var entry) && entry.AtTicks == atTicks)
                    yield return (id, entry.Fact, atTicks);
            }
        }
    }

    /// <summary>From now on it is known what is new.</summary>
    public void Track() => _added = [];

    /// <summary>What was added since this was last asked; some of it may be forgotten again.</summary>
    public IReadOnlyList<(JobId Id, TFact Fact, long AtTicks)> TakeAdded()
    {
        var added = _added;
        if (added is null || added.Count == 0)
            return [];
        _added = [];
        return added;
    }

    /// <summary>What was remembered before, oldest first; nothing is yet.</summary>
    public void Restore(IEnumerable<(JobId Id, TFact Fact, long AtTicks)> ids)
    {
        foreach (var (id, fact, atTicks) in ids)
            Put(id, fact, atTicks);
    }

    public void Add(JobId id, TFact fact, DateTimeOffset at)
    {
        _added?.Add((id, fact, at.UtcTicks));
        Put(id, fact, at.UtcTicks);
    }

    protected void Forget(JobId id) => _facts.Remove(id);

    private void Put(JobId id, TFact fact, long atTicks)
    {
        _facts[id] = (fact, atTicks);
        _order.Enqueue((id, atTicks));
        while (_order.TryPeek(out var oldest) && (_order.Count > idsMax || oldest.AtTicks < atTicks - memory.Ticks))
        {
            _order.Dequeue();
            if (_facts.TryGetValue(oldest.Id, out var entry) && entry.AtTicks == oldest.AtTicks)
                _facts.Remove(oldest.Id);
        }
    }
}
