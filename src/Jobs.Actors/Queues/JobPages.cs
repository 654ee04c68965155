using Jobs.Core;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Queues;

/// <summary>Lists jobs from the live state, most recently changed first. The cursor is the number of the last change looked at: jobs that change meanwhile move to the front, none is shown twice further back.</summary>
internal static class JobPages
{
    public static object List(QueueState state, PartitionContext context, Func<Job, JobView> view, ListJobs list, DateTimeOffset now)
    {
        if (PageRequest.Read(list, out var request) is { } refused)
            return refused;
        if (!request.Filter.Allows(context.Queue))
            return new JobPage([], null);

        var page = Read(state, context, request, now, job => job);
        return new JobPage([.. page.Items.Select(view)], page.NextCursor) { Places = page.Places };
    }

    /// <summary>Only which jobs they are.</summary>
    public static PageInMaking<PlacedJob> Match(QueueState state, PartitionContext context, PageRequest request, DateTimeOffset now) =>
        Read(state, context, request, now, job => new PlacedJob(job.Id, job.Change));

    private static PageInMaking<T> Read<T>(QueueState state, PartitionContext context, PageRequest request, DateTimeOffset now, Func<Job, T> pick)
    {
        var page = new PageInMaking<T>(request);
        foreach (var job in Candidates(state, request.Filter).SkipWhile(job => job.Change >= request.Before).TakeWhile(job => job.Change >= request.Through))
        {
            if (!page.MayLook())
                break;
            page.Look(job, pick, job.Change, request.Filter.Matches(new QueuedJobFields(job, context.Queue, context.WorkerId), now));
        }

        return page;
    }

    private static IEnumerable<Job> Candidates(QueueState state, JobFilter filter)
    {
        if (filter.Ids is null)
            return NewestFirst(state, filter.Statuses);
        return filter.Ids
            .Select(text => JobId.TryParse(text, out var id) ? state.Find(id) : null)
            .OfType<Job>()
            .Where(job => filter.Statuses.Contains(job.Status))
            .OrderByDescending(job => job.Change);
    }

    public static IEnumerable<Job> NewestFirst(QueueState state, IReadOnlyList<JobStatus> statuses)
    {
        var heads = statuses.Select(status => state[status].Newest).ToArray();
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
