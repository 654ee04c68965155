using Jobs.Index;

namespace Jobs.Checkpoints;

/// <summary>How far the index is behind one journal: what was confirmed or decided since it was last caught up with, and the one part that is on its way there.</summary>
internal sealed class IndexLag
{
    private long _events;
    private long _bytes;
    private long _eventsOnTheWay;
    private long _bytesOnTheWay;
    private TimeSpan _repeatAfter;

    /// <summary>The index says everything up to here.</summary>
    public long Reached { get; private set; }

    /// <summary>What was handed to the index and is not known to be stored; null: nothing.</summary>
    public IndexPart? OnTheWay { get; private set; }

    /// <summary>Somebody waits for it, or its time has come.</summary>
    public bool IsDemanded { get; private set; }

    /// <summary>The index is to have everything anew.</summary>
    public bool IsWhole { get; private set; }

    public bool IsBehind => _events > 0;

    /// <summary>The next commit is to be followed.</summary>
    public bool IsDue => OnTheWay is null && IsBehind && (IsDemanded || _events >= CheckpointBounds.EventsMax || _bytes >= CheckpointBounds.BytesMax);

    /// <summary>What nobody has to wait for is refused until the index has come nearer.</summary>
    public bool IsTooFar => _events + _eventsOnTheWay >= CheckpointBounds.LagEventsMax || _bytes + _bytesOnTheWay >= CheckpointBounds.LagBytesMax;

    /// <summary>One more event that the index does not know.</summary>
    public void Count(int bytes)
    {
        _events++;
        _bytes += bytes;
    }

    public void Demand() => IsDemanded = true;

    public void StartsAt(long reached) => Reached = reached;

    /// <summary>It knows nothing, or nothing that can be built on.</summary>
    public void StartsAnew() => IsWhole = true;

    /// <summary>Everything so far is in this part, which will be on its way when its commit is confirmed.</summary>
    public void Captured()
    {
        _eventsOnTheWay = _events;
        _bytesOnTheWay = _bytes;
        _events = 0;
        _bytes = 0;
        IsDemanded = false;
        IsWhole = false;
    }

    public void Sent(IndexPart part)
    {
        OnTheWay = part;
        _repeatAfter = CheckpointBounds.RepeatFirst;
    }

    /// <returns>Whether it was the part on its way.</returns>
    public bool Stored(long sequenceNr)
    {
        if (OnTheWay?.SequenceNr != sequenceNr)
            return false;
        Reached = sequenceNr;
        OnTheWay = null;
        _eventsOnTheWay = 0;
        _bytesOnTheWay = 0;
        return true;
    }

    /// <summary>How long to wait before the part is sent again.</summary>
    public TimeSpan NextRepeat()
    {
        var after = _repeatAfter;
        _repeatAfter = TimeSpan.FromTicks(Math.Min(after.Ticks * 2, CheckpointBounds.RepeatLongest.Ticks));
        return after;
    }
}
