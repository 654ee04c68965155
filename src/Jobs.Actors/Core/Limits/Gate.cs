namespace Jobs.Core.Limits;

/// <summary>The limits of one type, or of one partition key: what is used of them, and which lanes wait for room.</summary>
internal sealed class Gate
{
    // Those that start from the same place together: room that some could not use, for want of workers or of their turn on the host, is offered to the others as well.
    private ParkedLanes? _parked;
    private readonly List<Gate> _toCheck;
    private readonly List<Job>? _holders;
    private bool _isToCheck;

    /// <param name="name">The type or the key; empty: of those that have no limits.</param>
    /// <param name="limit">Null: always room.</param>
    /// <param name="isLine">The jobs of this key run one at a time in order of arrival.</param>
    /// <param name="toCheck">Gates that may have got room.</param>
    public Gate(string name, JobLimit? limit, bool isLine, List<Gate> toCheck)
    {
        Name = name;
        IsLine = isLine;
        Concurrency = isLine ? 1 : limit?.Concurrency ?? int.MaxValue;
        Rate = limit?.Rate is { } rate ? new RateLimiter(rate, this) : null;
        _toCheck = toCheck;
        _holders = isLine ? new List<Job>(1) : null;
    }

    public string Name { get; }

    public bool IsLine { get; }

    public int Concurrency { get; }

    /// <summary>Attempts that run under these limits.</summary>
    public int Running { get; set; }

    public RateLimiter? Rate { get; }

    /// <summary>The first of the lanes of this key.</summary>
    public Lane? Lanes { get; set; }

    /// <summary>The job that has started and has not ended, so that the line waits for it.</summary>
    public Job? Holder => _holders is { Count: > 0 } ? _holders[0] : null;

    /// <summary>It is among those that will be forgotten once their window has passed.</summary>
    public bool IsIdle { get; set; }

    /// <summary>When the rate opens next, as far as it stands in the order of those that will.</summary>
    public DateTimeOffset? WatchedFor { get; set; }

    /// <summary>The first of the lanes that wait here.</summary>
    public ParkedLanes? Parked => _parked;

    /// <summary>Whether the lane's first job may start as far as this gate goes.</summary>
    public bool Admits(Lane lane, DateTimeOffset now) =>
        Running < Concurrency && (lane.Role != LaneRole.Waiting || Holder is null) && (Rate is null || Rate.HasRoom(now));

    /// <summary>Where this lane waits for room.</summary>
    public ParkedLanes ParkedLike(Lane lane)
    {
        for (var parked = _parked; parked is not null; parked = parked.Next)
        {
            if (parked.Open == lane.Open)
                return parked;
        }

        return _parked = new ParkedLanes(this, lane.Open) { Next = _parked };
    }

    /// <summary>In which order lanes are woken here: by priority and age, but the holder of a line before all that wait for it.</summary>
    public long RankOf(Lane lane) => IsLine && lane.Role == LaneRole.Holding ? long.MinValue : lane.Rank;

    public bool Holds(Job job) => _holders?.Contains(job) == true;

    /// <summary>A journal from before the line was one may hold several of a key that have started.</summary>
    public void Hold(Job job)
    {
        if (_holders is not null && !_holders.Contains(job))
            _holders.Add(job);
    }

    public void Release(Job job)
    {
        if (_holders?.Remove(job) == true)
            Recheck();
    }

    /// <summary>It may have got room: it is looked at before the next job is chosen.</summary>
    public void Recheck()
    {
        if (_isToCheck || !HasParked())
            return;
        _isToCheck = true;
        _toCheck.Add(this);
    }

    public void Checked() => _isToCheck = false;

    private bool HasParked()
    {
        for (var parked = _parked; parked is not null; parked = parked.Next)
        {
            if (parked.Lanes.Count > 0)
                return true;
        }

        return false;
    }
}
