using Jobs.Index;

namespace Jobs.Search;

/// <summary>The jobs of one status as they come out of the index, read a few at a time.</summary>
internal static class StoredRows
{
    /// <summary>A row may hold a payload and a result of many KiB, so only so many are held at once.</summary>
    private const int RowsAtOnce = 64;

    public static IEnumerable<JobRow> OfStatus(IIndexReads reads, string queue, int partition, JobStatus status, long before)
    {
        var rows = new List<JobRow>(RowsAtOnce);
        do
        {
            rows.Clear();
            reads.List(queue, partition, status, before, row =>
            {
                rows.Add(row);
                return rows.Count < RowsAtOnce;
            });
            foreach (var row in rows)
            {
                before = row.Change;
                yield return row;
            }
        }
        while (rows.Count == RowsAtOnce);
    }
}
