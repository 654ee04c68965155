namespace Jobs.Index.Tables;

/// <summary>Keys as runs of neighbours.</summary>
internal static class KeyRuns
{
    /// <returns>Each run by its first and last key, in order; together exactly the keys that were given.</returns>
    public static IEnumerable<(long First, long Last)> Of(IEnumerable<long> keys)
    {
        long[] sorted = [.. keys];
        Array.Sort(sorted);
        var start = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            var isLast = i + 1 == sorted.Length || sorted[i + 1] > sorted[i] + 1;
            if (!isLast)
                continue;
            yield return (sorted[start], sorted[i]);
            start = i + 1;
        }
    }
}
