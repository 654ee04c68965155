using Jobs.Index;

namespace Jobs.Search;

/// <summary>Lists jobs from the index, most recently changed first, on the thread that reads it. Each status has its list there; they are read side by side, and no further than needed.</summary>
internal static class IndexPages
{
    /// <param name="beside">Jobs that the index does not have, likewise the most recently changed first; they have statuses that the filter allows.</param>
    public static PageInMaking<JobRow> Read(IIndexReads reads, string queue, int partition, PageRequest request, IEnumerable<JobRow> beside, DateTimeOffset now) =>
        Read(reads, queue, partition, request, beside, now, row => row);

    /// <param name="pick">What of a row is kept: a row may be large.</param>
    public static PageInMaking<T> Read<T>(IIndexReads reads, string queue, int partition, PageRequest request, IEnumerable<JobRow> beside, DateTimeOffset now, Func<JobRow, T> pick)
    {
        var page = new PageInMaking<T>(request);
        foreach (var row in Candidates(reads, queue, partition, request, beside).TakeWhile(row => row.Change >= request.Through))
        {
            if (!page.MayLook())
                break;
            page.Look(row, pick, row.Change, request.Filter.Matches(new StoredJobFields(row, queue), now));
        }

        return page;
    }

    private static IEnumerable<JobRow> Candidates(IIndexReads reads, string queue, int partition, PageRequest request, IEnumerable<JobRow> beside)
    {
        var filter = request.Filter;
        if (filter.Ids is null)
            return NewestFirst([beside, .. filter.Statuses.Select(status => StoredRows.OfStatus(reads, queue, partition, status, request.Before))]);
        var stored = filter.Ids.Select(id => reads.Find(queue, partition, id)).OfType<JobRow>();
        return stored
            .Where(row => row.Change < request.Before && filter.Statuses.Contains(row.Status))
            .Concat(beside.Where(row => filter.Ids.Contains(row.Id)))
            .OrderByDescending(row => row.Change);
    }

    private static IEnumerable<JobRow> NewestFirst(IEnumerable<IEnumerable<JobRow>> lists)
    {
        // The list whose head was changed last is at the front.
        var heads = new PriorityQueue<IEnumerator<JobRow>, long>();
        foreach (var list in lists)
            Add(list.GetEnumerator());
        while (heads.TryDequeue(out var newest, out _))
        {
            yield return newest.Current;
            Add(newest);
        }

        void Add(IEnumerator<JobRow> list)
        {
            if (list.MoveNext())
                heads.Enqueue(list, -list.Current.Change);
        }
    }
}
