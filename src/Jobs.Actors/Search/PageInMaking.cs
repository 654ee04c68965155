namespace Jobs.Search;

/// <summary>Takes the jobs that match, in the order of the list, until the page is full or enough has been looked at.</summary>
/// <typeparam name="TItem">What is kept of each.</typeparam>
internal sealed class PageInMaking<TItem>(PageRequest request)
{
    private readonly List<TItem> _items = [];
    private readonly List<long> _places = [];
    private int _lookedAt;
    private long _last;

    public IReadOnlyList<TItem> Items => _items;

    /// <summary>The change of each item.</summary>
    public IReadOnlyList<long> Places => _places;

    /// <summary>The change of the last job that was looked at.</summary>
    public long LastPlace => _last;

    /// <summary>Where the next page goes on; null: there is nothing further.</summary>
    public string? NextCursor { get; private set; }

    /// <summary>False: the page is done, and this job is not looked at.</summary>
    public bool MayLook()
    {
        if (_items.Count < request.Limit && _lookedAt < PageRequest.LookedAtMax)
            return true;
        NextCursor = PageCursor.Of(_last);
        return false;
    }

    /// <summary>How many more may be looked at.</summary>
    public int Left => PageRequest.LookedAtMax - _lookedAt;

    public void Look<TJob>(TJob job, Func<TJob, TItem> pick, long change, bool matches)
    {
        if (matches)
            Take(pick(job), change);
        else
            Pass(change);
    }

    /// <param name="jobs">It and those before it that were looked at and do not match.</param>
    public void Take(TItem item, long change, int jobs = 1)
    {
        Pass(change, jobs);
        _items.Add(item);
        _places.Add(change);
    }

    /// <param name="change">Of the last of those that were looked at and do not match.</param>
    public void Pass(long change, int jobs = 1)
    {
        _lookedAt += jobs;
        _last = change;
    }
}

/// <summary>A job and its place in the order of lists.</summary>
internal readonly record struct PlacedJob(JobId Id, long Change);
