using Jobs.Index;

namespace Jobs.Search;

/// <summary>Lists jobs from the index, most recently changed first, on the thread that reads it. Each status has its list there; they are read side by side, and no further than needed.</summary>
internal static class IndexPages
{
    /// <param name="beside">Jobs that the index does not have, likewise the most recently changed first; they have statuses that the filter allows.</param>
    public static PageInMaking<ListedJob> Read(IIndexReads reads, string queue, int partition, PageRequest request, IEnumerable<JobRow> beside, DateTimeOffset now) =>
        Read(reads, queue, partition, request, beside, now, found => found);

    /// <param name="pick">What of a job is kept.</param>
    public static PageInMaking<T> Read<T>(IIndexReads reads, string queue, int partition, PageRequest request, IEnumerable<JobRow> beside, DateTimeOffset now, Func<ListedJob, T> pick)
    {
        var page = new PageInMaking<T>(request);
        foreach (var looked in Candidates().TakeWhile(looked => looked.Change >= request.Through))
        {
            if (!page.MayLook())
                break;
            if (looked.Match is { } match)
                page.Take(pick(match), looked.Change, looked.Jobs);
            else
                page.Pass(looked.Change, looked.Jobs);
        }

        return page;

        IEnumerable<LookedAt> Candidates()
        {
            var filter = request.Filter;
            if (filter.Ids is { } ids)
                return ById(reads, queue, partition, request, beside, ids).Select(Look);
            var asked = new RowsAsked(queue, partition, default, request.Before, RowsMax: 0, filter.Columns);
            return NewestFirst([beside.Select(Look), .. filter.Statuses.Select(status => StatusWalk.Look(reads, asked with { Status = status }, request.Through, Matches, () => page.Left))]);
        }

        bool Matches(IJobFields job) => request.Filter.Matches(job, now);

        LookedAt Look(JobRow row) => new(Matches(new StoredJobFields(row, queue)) ? new ListedJob(row.Id, row.Sequence, row.Change, row) : null, row.Change, Jobs: 1);
    }

    private static IEnumerable<JobRow> ById(IIndexReads reads, string queue, int partition, PageRequest request, IEnumerable<JobRow> beside, IReadOnlyList<string> ids) =>
        ids.Select(id => request.Numbers.TryGetValue(id, out var sequence) ? reads.Find(queue, partition, sequence) : reads.FindEnded(queue, partition, id)).OfType<JobRow>()
            .Where(row => ids.Contains(row.Id) && row.Change < request.Before && request.Filter.Statuses.Contains(row.Status))
            .Concat(beside.Where(row => ids.Contains(row.Id)))
            .OrderByDescending(row => row.Change);

    // Of each list all jobs down to its head have been looked at: where the heads of the others are further back, nothing is left out before the one that comes first.
    private static IEnumerable<LookedAt> NewestFirst(IEnumerable<IEnumerable<LookedAt>> lists)
    {
        // The list whose head was changed last is at the front.
        var heads = new PriorityQueue<IEnumerator<LookedAt>, long>();
        foreach (var list in lists)
            Add(list.GetEnumerator());
        while (heads.TryDequeue(out var newest, out _))
        {
            yield return newest.Current;
            Add(newest);
        }

        void Add(IEnumerator<LookedAt> list)
        {
            if (list.MoveNext())
                heads.Enqueue(list, -list.Current.Change);
        }
    }
}
