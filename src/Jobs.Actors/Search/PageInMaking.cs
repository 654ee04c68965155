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

    public void Look<TJob>(TJob job, Func<TJob, TItem> pick, long change, bool matches)
    {
        _lookedAt++;
        _last = change;
        if (!matches)
            return;
        _items.Add(pick(job));
        _places.Add(change);
    }
}

/// <summary>A job and its place in the order of lists.</summary>
internal readonly record struct PlacedJob(JobId Id, long Change);
