using Akka.Actor;
using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Index;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>Finished jobs leave memory, and stay in the index for a while: something may still be done to them.</summary>
internal sealed partial class QueueActor
{
    /// <summary>Does something to a job, wherever it is, and answers the asker; one that is nowhere is not found.</summary>
    private void OnJob(JobId id, Action<Job, IActorRef> act)
    {
        if (_state.Find(id) is { } job && !IsIncomplete(job))
            act(job, Sender);
        else if (_context.Index is not null)
            AskIndex(FindFinished(id, act));
        else
            Reply(NotFound(id));
    }

    private void Handle(FinishedJobFound found)
    {
        if (_state.Find(found.Id) is { } job && !IsIncomplete(job))
            found.Act(job, Sender);
        else if (found.Row is { Status: JobStatus.Completed or JobStatus.Cancelled } row)
            found.Act(JobRows.ToJob(row), Sender);
        else
            Reply(NotFound(found.Id));
    }

    private IndexQuery FindFinished(JobId id, Action<Job, IActorRef> act)
    {
        var (queue, partition) = (_context.Queue, _context.Partition);
        return Query(reads => new FinishedJobFound(id, reads.FindEnded(queue, partition, id.ToString()), act), Sender) with { To = Self, Following = Self };
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

    private sealed record FinishedJobFound(JobId Id, JobRow? Row, Action<Job, IActorRef> Act) : INoSerializationVerificationNeeded;
}
