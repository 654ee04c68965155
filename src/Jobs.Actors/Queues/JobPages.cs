using System.Globalization;
using Jobs.Core;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>Lists jobs from the live state, most recently changed first. The cursor is the number of the last shown change: jobs that change meanwhile move to the front, none is shown twice further back.</summary>
internal static class JobPages
{
    /// <summary>Jobs looked at for one page at most; a filter that finds less within them gets a shorter page and a cursor to go on.</summary>
    public const int LookedAtMax = 100_000;

    public static object List(QueueState state, Func<Job, JobView> view, ListJobs request)
    {
        if (request.Limit is < 1 or > JobBounds.PageSizeMax)
            return new RequestRefused(Refusals.Invalid("limit", $"expected 1..{JobBounds.PageSizeMax}, got {request.Limit}"));
        var before = long.MaxValue;
        if (request.Cursor is not null && !long.TryParse(request.Cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return new RequestRefused(Refusals.Invalid("cursor", "not one of this list; start again without it"));

        var items = new List<JobView>();
        var places = new List<long>();
        Job? last = null;
        var lookedAt = 0;
        foreach (var job in NewestFirst(state, request.Status).SkipWhile(job => job.Change >= before))
        {
            if (items.Count == request.Limit || ++lookedAt > LookedAtMax)
                return new JobPage(items, last?.Change.ToString(CultureInfo.InvariantCulture)) { Places = places };
            last = job;
            if (!Matches(job, request))
                continue;
            items.Add(view(job));
            places.Add(job.Change);
        }

        return new JobPage(items, null) { Places = places };
    }

    private static bool Matches(Job job, ListJobs request) =>
        (request.Type is null || job.Type == request.Type) && (request.Tag is null || job.Tags.Contains(request.Tag));

    private static IEnumerable<Job> NewestFirst(QueueState state, JobStatus? status)
    {
        if (status is { } one)
        {
            for (var job = state[one].Newest; job is not null; job = job.Older)
                yield return job;
            yield break;
        }

        var heads = Enum.GetValues<JobStatus>().Select(each => state[each].Newest).ToArray();
        while (true)
        {
            var newest = -1;
            for (var i = 0; i < heads.Length; i++)
            {
                if (heads[i] is { } head && (newest < 0 || head.Change > heads[newest]!.Change))
                    newest = i;
            }

            if (newest < 0)
                yield break;
            yield return heads[newest]!;
            heads[newest] = heads[newest]!.Older;
        }
    }
}
