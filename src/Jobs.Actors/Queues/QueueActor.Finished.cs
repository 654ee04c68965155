using Akka.Actor;
using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Index;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>Finished jobs leave memory, and stay in the index for a while: something may still be done to them.</summary>
internal sealed partial class QueueActor
{
    /// <summary>How long to wait for the index to know what finished last.</summary>
    private static readonly TimeSpan FollowWait = TimeSpan.FromSeconds(1);

    /// <summary>Does something to a job, wherever it is, and answers the asker; one that is nowhere is not found.</summary>
    private void OnJob(JobId id, Action<Job, IActorRef> act)
    {
        if (_state.Find(id) is { } job && !IsIncomplete(job))
            act(job, Sender);
        else if (_context.Index is { } index)
            FindAsync(Self, index, _context, id).PipeTo(Self, Sender, row => new FinishedJobFound(id, row, act), _ => new FinishedJobFound(id, null, act, IsUnreadable: true));
        else
            Reply(NotFound(id));
    }

    private void Handle(FinishedJobFound found)
    {
        if (_state.Find(found.Id) is { } job && !IsIncomplete(job))
            found.Act(job, Sender);
        else if (found.Row is { } row)
            found.Act(JobRows.ToJob(row), Sender);
        else
            Reply(found.IsUnreadable ? new RequestRefused(Refusals.IndexUnreadable(_context.Queue)) : NotFound(found.Id));
    }

    private RequestRefused NotFound(JobId id) => new(Refusals.NotFound(id, _context.Queue));

    // A job that was cancelled while its payload was elsewhere is known, but not whole.
    private static bool IsIncomplete(Job job) => job is { IsPayloadElsewhere: true, Status: JobStatus.Completed or JobStatus.Cancelled };

    // What happens to a finished job begins with what it is: at the next start it may not be in memory any more.
    private void Record(Job job, Decision decision, DateTimeOffset now)
    {
        if (decision.Event is not { } e)
            return;
        if (job.Status is JobStatus.Completed or JobStatus.Cancelled)
            Record(new JobRestored(job.Clone(), now));
        Record(e);
    }

    private static async Task<JobRow?> FindAsync(IActorRef queue, IActorRef index, PartitionContext context, JobId id)
    {
        await queue.Ask<IndexFollowed>(new FollowUp(FollowWait), FollowWait * 2).ConfigureAwait(false);
        var read = new ReadIndex(reads => new FoundRow(reads.Find(context.Queue, context.Partition, id.ToString())));
        return await index.Ask<object>(read, FollowWait * 2).ConfigureAwait(false) switch
        {
            FoundRow { Row: { Status: JobStatus.Completed or JobStatus.Cancelled } row } => row,
            FoundRow => null,
            var other => throw new InvalidOperationException($"The index could not be read: {(other as IndexUnreadable)?.Cause.Message}"),
        };
    }

    private sealed record FoundRow(JobRow? Row) : INoSerializationVerificationNeeded;

    private sealed record FinishedJobFound(JobId Id, JobRow? Row, Action<Job, IActorRef> Act, bool IsUnreadable = false) : INoSerializationVerificationNeeded;
}
