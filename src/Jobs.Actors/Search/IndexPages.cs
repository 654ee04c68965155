using Jobs.Index;

namespace Jobs.Search;

/// <summary>Lists jobs from the index, most recently changed first, on the thread that reads it. Each status has its list there; they are read side by side, and no further than needed.</summary>
internal static class IndexPages
{
    public static PageInMaking<JobRow> Read(IIndexReads reads, string queue, int partition, PageRequest request, DateTimeOffset now)
    {
        var page = new PageInMaking<JobRow>(request);
        foreach (var row in Candidates(reads, queue, partition, request))
        {
            if (!page.MayLook())
                break;
            page.Look(row, row.Change, request.Filter.Matches(new StoredJobFields(row, queue), now));
        }

        return page;
    }

    private static IEnumerable<JobRow> Candidates(IIndexReads reads, string queue, int partition, PageRequest request)
    {
        if (request.Filter.Ids is null)
            return NewestFirst([.. request.Filter.Statuses.Select(status => new RowsOfStatus(reads, queue, partition, status, request.Before))]);
        return request.Filter.Ids
            .Select(id => reads.Find(queue, partition, id))
            .OfType<JobRow>()
            .Where(row => row.Change < request.Before && request.Filter.Statuses.Contains(row.Status))
            .OrderByDescending(row => row.Change);
    }

    private static IEnumerable<JobRow> NewestFirst(IReadOnlyList<RowsOfStatus> lists)
    {
        while (true)
        {
            RowsOfStatus? newest = null;
            foreach (var list in lists)
            {
                if (list.Head is { } head && (newest is null || head.Change > newest.Head!.Change))
                    newest = list;
            }

            if (newest is null)
                yield break;
            yield return newest.Head!;
            newest.Next();
        }
    }
}
