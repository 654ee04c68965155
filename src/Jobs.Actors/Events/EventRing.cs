namespace Jobs.Events;

/// <summary>The last events, each at its offset. The oldest make room for new ones.</summary>
internal sealed class EventRing
{
    private readonly int _eventsMax;
    private readonly long _bytesMax;
    private HubEvent?[] _events = [];
    private long _bytes;

    public EventRing(int eventsMax, long bytesMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(eventsMax, 1);
        _eventsMax = eventsMax;
        _bytesMax = bytesMax;
    }

    /// <summary>Offset of the oldest event that is kept; the next one's where none is.</summary>
    public long First { get; private set; } = 1;

    /// <summary>Offset of the event that comes next.</summary>
    public long Next { get; private set; } = 1;

    public void Add(HubEvent e)
    {
        if (_events.Length == 0)
            _events = new HubEvent?[_eventsMax];
        if (Next - First == _eventsMax)
            DropOldest();
        e.Offset = Next;
        _events[Next % _eventsMax] = e;
        Next++;
        _bytes += e.Bytes;
        while (_bytes > _bytesMax)
            DropOldest();
    }

    /// <summary>Copies the events from <paramref name="from"/> on, which is not before <see cref="First"/>.</summary>
    /// <returns>How many.</returns>
    public int Copy(long from, Span<HubEvent> into)
    {
        var count = (int)Math.Min(Next - from, into.Length);
        for (var i = 0; i < count; i++)
            into[i] = _events[(from + i) % _eventsMax]!;
        return count;
    }

    /// <summary>Events will be missed: nothing that is remembered from before can be continued.</summary>
    public void Break()
    {
        _events = [];
        _bytes = 0;
        First = ++Next;
    }

    private void DropOldest()
    {
        ref var oldest = ref _events[First % _eventsMax];
        _bytes -= oldest!.Bytes;
        oldest = null;
        First++;
    }
}
