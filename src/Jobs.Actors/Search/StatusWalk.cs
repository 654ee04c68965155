using Jobs.Index;

namespace Jobs.Search;

/// <summary>The jobs of one status as they come out of the index, looked at on the spot, a stretch at a time.</summary>
internal static class StatusWalk
{
    /// <summary>Matches found ahead at most, and the length of the first stretch: it has all that most lists show.</summary>
    private const int HeldMax = 64;

    /// <summary>A stretch that finds little is followed by a longer one.</summary>
    private const int Growth = 4;

    /// <summary>Of other statuses a stretch is looked at ahead, so none is longer.</summary>
    private const int StretchMax = 16_384;

    /// <param name="through">Jobs that were changed before this one are not looked for.</param>
    /// <param name="mayLook">How many rows the next stretch may have.</param>
    public static IEnumerable<LookedAt> Look(IIndexReads reads, RowsAsked asked, long through, Func<IJobFields, bool> matches, Func<int> mayLook)
    {
        var found = new List<LookedAt>(HeldMax);
        var stretch = HeldMax;
        while (true)
        {
            asked = asked with { RowsMax = Math.Clamp(mayLook(), 1, stretch) };
            var seen = 0;
            var passed = 0;
            reads.List(asked, row =>
            {
                seen++;
                passed++;
                asked = asked with { ChangeBelow = row.Change };
                if (matches(row))
                {
                    found.Add(new LookedAt(new ListedJob(row.Id, row.Sequence, row.Change, Whole: null), row.Change, passed));
                    passed = 0;
                }

                return found.Count < HeldMax && row.Change > through;
            });
            foreach (var match in found)
                yield return match;
            if (passed > 0)
                yield return new LookedAt(Match: null, asked.ChangeBelow, passed);
            if (seen < asked.RowsMax && found.Count < HeldMax)
                yield break;
            stretch = found.Count < HeldMax ? Math.Min(stretch * Growth, StretchMax) : HeldMax;
            found.Clear();
        }
    }
}

/// <summary>What looking at some jobs of a list has found.</summary>
/// <param name="Match">The last of them; null: none of them matches.</param>
/// <param name="Change">Of the last of them.</param>
/// <param name="Jobs">How many they are.</param>
internal readonly record struct LookedAt(ListedJob? Match, long Change, int Jobs);

/// <summary>A job that a list has found.</summary>
/// <param name="Change">Its place in the order of lists.</param>
/// <param name="Whole">With everything; null: that is in the index.</param>
internal sealed record ListedJob(string Id, long Sequence, long Change, JobRow? Whole);
