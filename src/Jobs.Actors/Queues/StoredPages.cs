using Akka.Actor;
using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Index;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Queues;

/// <summary>Pictures of jobs that stand in the index, made on the thread that reads it.</summary>
internal static class StoredPages
{
    /// <param name="beside">Jobs that the index does not have, most recently changed first.</param>
    public static StoredPage Read(IIndexReads reads, PartitionContext context, PageRequest request, IReadOnlyList<Job> beside, DateTimeOffset now)
    {
        var page = IndexPages.Read(reads, context.Queue, context.Partition, request, beside.Select(job => JobRows.Of(job, context.WorkerId)), now);
        return new StoredPage([.. page.Items.Select(found => Whole(reads, context, found)).OfType<StoredView>()], page.NextCursor);
    }

    /// <summary>Only which jobs they are.</summary>
    public static PageInMaking<PlacedJob> Match(IIndexReads reads, PartitionContext context, PageRequest request, IReadOnlyList<Job> beside, DateTimeOffset now) =>
        IndexPages.Read(
            reads, context.Queue, context.Partition, request, beside.Select(job => JobRows.Of(job, context.WorkerId)), now, found => new PlacedJob(JobId.Parse(found.Id), found.Change));

    /// <summary>Null: it is not there.</summary>
    public static JobFound? FindEnded(IIndexReads reads, PartitionContext context, JobId id) =>
        reads.FindEnded(context.Queue, context.Partition, id.ToString()) is { } row ? new JobFound(View(row, context)) : null;

    /// <summary>Null: it has gone meanwhile.</summary>
    public static JobView? WithPayload(IIndexReads reads, PartitionContext context, JobView view, long sequence) =>
        reads.Find(context.Queue, context.Partition, sequence)?.Payload is { } payload ? view with { Payload = payload } : null;

    // One that has gone meanwhile, or whose id another job has by now, is left out.
    private static StoredView? Whole(IIndexReads reads, PartitionContext context, ListedJob found) =>
        (found.Whole ?? reads.Find(context.Queue, context.Partition, found.Sequence)) is { } row && row.Id == found.Id ? new StoredView(View(row, context), row.Change) : null;

    private static JobView View(JobRow row, PartitionContext context) => JobViews.Of(JobRows.ToJob(row), context) with { WorkerId = row.Worker };
}

/// <summary>From the index to its queue: a page, and who has asked for it is the sender.</summary>
internal sealed record StoredPage(IReadOnlyList<StoredView> Items, string? NextCursor) : INoSerializationVerificationNeeded;

/// <param name="Change">Its place in the order of the list, and how to know whether the job has changed since.</param>
internal sealed record StoredView(JobView View, long Change);
