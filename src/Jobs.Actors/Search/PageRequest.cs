using System.Collections.Frozen;
using Jobs.Core;
using Jobs.Messages;

namespace Jobs.Search;

/// <summary>What a list of one queue asks for, once it has been found right.</summary>
/// <param name="Before">Only jobs whose last change has a smaller number.</param>
internal sealed record PageRequest(JobFilter Filter, long Before, int Limit)
{
    /// <summary>Jobs looked at for one page at most, beside the stretch that is read ahead of each other status; a filter that finds less within them gets a shorter page and a cursor to go on.</summary>
    public const int LookedAtMax = 100_000;

    /// <summary>Only jobs whose last change has this number or a greater one.</summary>
    public long Through { get; init; }

    /// <summary>Of the jobs that the filter names by their ids, the numbers of those in their queue's memory. The index finds the others by id if they have ended.</summary>
    public IReadOnlyDictionary<string, long> Numbers { get; init; } = FrozenDictionary<string, long>.Empty;

    /// <returns>What is wrong; null: nothing.</returns>
    public static RequestRefused? Read(ListJobs list, out PageRequest page)
    {
        page = new PageRequest(JobFilter.All, long.MaxValue, list.Limit);
        if (list.Limit is < 1 or > JobBounds.PageSizeMax)
            return new RequestRefused(Refusals.Invalid("limit", $"expected 1..{JobBounds.PageSizeMax}, got {list.Limit}"));
        var before = long.MaxValue;
        if (list.Cursor is not null && !PageCursor.TryRead(list.Cursor, out before))
            return new RequestRefused(Refusals.ForeignCursor);
        try
        {
            page = page with { Filter = JobFilter.Of(list), Before = before };
            return null;
        }
        catch (FilterException wrong)
        {
            return new RequestRefused(Refusals.Invalid("filter", wrong.Message));
        }
    }
}
