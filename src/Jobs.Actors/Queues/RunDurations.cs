namespace Jobs.Queues;

/// <summary>How long attempts run of late: a mean in which each one counts a little less than the next. Not stored; a queue that has just been started knows nothing.</summary>
internal sealed class RunDurations
{
    /// <summary>The newest counts an eighth, as a shift: this is done for every attempt that ends.</summary>
    private const int WeightShift = 3;

    private const long Unknown = -1;

    private long _ticks = Unknown;

    /// <summary>Null: no attempt has ended yet.</summary>
    public TimeSpan? Mean => _ticks == Unknown ? null : new TimeSpan(_ticks);

    public void Add(TimeSpan run)
    {
        // A clock that was set back makes it negative.
        var ticks = Math.Max(0, run.Ticks);
        _ticks = _ticks == Unknown ? ticks : _ticks + ((ticks - _ticks) >> WeightShift);
    }
}
