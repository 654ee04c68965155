namespace Jobs.Core.Limits;

/// <summary>
/// At most so many starts within any window. What counts is when a start left for its worker, which is when its commit was confirmed: from the decision until then it is in flight and occupies a
/// place, then its time does, until the window has passed over it. Times never go back here, whatever the clock does.
/// </summary>
internal sealed class RateLimiter(RateLimit limit, Gate? gate = null)
{
    private readonly Queue<long> _dispatched = new();
    private long _now;

    public RateLimit Limit { get; private set; } = limit;

    /// <summary>Where lanes wait for it to open; null: it is the whole queue's.</summary>
    public Gate? Gate { get; } = gate;

    public int InFlight { get; private set; }

    /// <summary>When the starts that are not in flight left, in ticks, oldest first: with <see cref="InFlight"/> all that there is to know.</summary>
    public IReadOnlyCollection<long> LeftAt => _dispatched;

    /// <summary>Starts that count, as of the latest time that this limiter has been asked about.</summary>
    public int Used => InFlight + _dispatched.Count;

    /// <summary>When the next start may leave the window; null: it is in flight, or nothing is counted.</summary>
    public DateTimeOffset? OpensAt => _dispatched.TryPeek(out var oldest) ? new DateTimeOffset(oldest, TimeSpan.Zero) + Limit.Window : null;

    public bool HasRoom(DateTimeOffset now)
    {
        Forget(now);
        return Used < Limit.Max;
    }

    /// <summary>Whether nothing is counted any more.</summary>
    public bool IsEmpty(DateTimeOffset now)
    {
        Forget(now);
        return Used == 0;
    }

    /// <summary>From now on another limit; starts that the old one remembers count.</summary>
    public void Change(RateLimit limit, DateTimeOffset at)
    {
        Forget(at);
        Limit = limit;
    }

    public void Decided() => InFlight++;

    public void Dispatched(DateTimeOffset at)
    {
        InFlight--;
        Forget(at);
        _dispatched.Enqueue(_now);
        if (_dispatched.Count > RateLimit.StartsMax)
            _dispatched.Dequeue();
    }

    /// <summary>What counted before; nothing does yet.</summary>
    public void Restore(IEnumerable<long> leftAt, DateTimeOffset now)
    {
        foreach (var at in leftAt)
            _dispatched.Enqueue(at);
        Forget(now);
    }

    private void Forget(DateTimeOffset now)
    {
        _now = Math.Max(_now, now.UtcTicks);
        while (_dispatched.TryPeek(out var oldest) && oldest <= _now - Limit.Window.Ticks)
            _dispatched.Dequeue();
    }
}
