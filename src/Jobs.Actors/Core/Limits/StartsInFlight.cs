namespace Jobs.Core.Limits;

/// <summary>
/// Rate-limited starts whose commit is not confirmed, and those of which a new writer does not know whether they left: the last ones of the writer before. They keep their places until that is settled:
/// after another process has taken over, none of them leaves any more; in the same process, when the workers have said what they got.
/// </summary>
internal sealed class StartsInFlight
{
    private readonly List<RateLimiter> _deciding = [];
    private readonly List<RateLimiter> _writing = [];
    private readonly List<RateLimiter> _inDoubt = [];

    public bool HasDoubts => _inDoubt.Count > 0;

    /// <summary>A start was decided. In a journal that is read again, it is the first proof that its writer had settled its predecessor's.</summary>
    public void Add(RateLimiter limiter)
    {
        limiter.Decided();
        Move(_inDoubt, _deciding);
        _deciding.Add(limiter);
    }

    /// <summary>What was decided so far is one commit; what follows belongs to the next.</summary>
    public void Seal() => Move(_deciding, _writing);

    /// <summary>The sealed commit is durable since then, and its starts have left. False: it had none that count.</summary>
    public bool Confirm(DateTimeOffset at) => Dispatched(_writing, at);

    /// <summary>A new writer has taken over.</summary>
    public void Reopen() => Move(_writing, _inDoubt);

    /// <summary>By now they have left, or never will.</summary>
    public void Settle(DateTimeOffset at) => Dispatched(_inDoubt, at);

    /// <summary>By limiter: how many starts are of the sealed commit, and of how many it is not known whether they left.</summary>
    public Dictionary<RateLimiter, (int Writing, int InDoubt)> Counts()
    {
        var counts = new Dictionary<RateLimiter, (int Writing, int InDoubt)>();
        foreach (var limiter in _writing)
            counts[limiter] = (counts.GetValueOrDefault(limiter).Writing + 1, 0);
        foreach (var limiter in _inDoubt)
            counts[limiter] = (counts.GetValueOrDefault(limiter).Writing, counts.GetValueOrDefault(limiter).InDoubt + 1);
        return counts;
    }

    /// <summary>As <see cref="Counts"/> said.</summary>
    public void Restore(RateLimiter limiter, int writing, int inDoubt)
    {
        for (var i = 0; i < writing + inDoubt; i++)
        {
            limiter.Decided();
            (i < writing ? _writing : _inDoubt).Add(limiter);
        }
    }

    private static bool Dispatched(List<RateLimiter> starts, DateTimeOffset at)
    {
        if (starts.Count == 0)
            return false;
        foreach (var limiter in starts)
        {
            limiter.Dispatched(at);
            limiter.Gate?.Recheck();
        }

        starts.Clear();
        return true;
    }

    private static void Move(List<RateLimiter> from, List<RateLimiter> to)
    {
        if (from.Count == 0)
            return;
        to.AddRange(from);
        from.Clear();
    }
}
