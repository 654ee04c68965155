using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>Admits and decides what senders want to enqueue; what it accepts is recorded by the actor.</summary>
internal sealed class EnqueueDesk(QueueState state, PartitionContext context)
{
    public Decision Decide(EnqueueJob job, DateTimeOffset now) => Admit(job) ?? Enqueue.Decide(state, context.Policy, job, now);

    /// <summary>Receipt of a job that was just accepted.</summary>
    public JobEnqueued Receipt(EnqueueJob job, JobAccepted accepted) => new(
        job.Id,
        context.Queue,
        accepted.DueAt is null ? JobStatus.Pending : JobStatus.Scheduled,
        Deduplicated: false,
        accepted.DueAt,
        job.WithJob ? JobViews.Of(state.Find(job.Id)!, context) : null);

    /// <summary>Receipt of a job that was known, or of the one that the request was merged into.</summary>
    public JobEnqueued ReceiptOfKnown(EnqueueJob job, DateTimeOffset now) => state.Merged is { } ids && ids.TryGet(job.Id, now, out var merged)
        ? ReceiptOf(job, merged.Into, now) with { MergedFrom = job.Id }
        : ReceiptOf(job, job.Id, now);

    private JobEnqueued ReceiptOf(EnqueueJob job, JobId id, DateTimeOffset now)
    {
        if (state.Find(id) is { } found)
        {
            return new JobEnqueued(
                id,
                context.Queue,
                found.Status,
                Deduplicated: true,
                found.Status is JobStatus.Scheduled or JobStatus.Failed ? found.DueAt : null,
                job.WithJob ? JobViews.Of(found, context) with { Payload = found.Payload ?? job.Payload } : null);
        }

        var status = state.Ended.TryGet(id, now, out var ended) ? ended.Status : JobStatus.Completed;
        return new JobEnqueued(id, context.Queue, status, Deduplicated: true);
    }

    /// <summary>What is wrong with a batch as a whole, or null.</summary>
    public static Refusal? CheckBatch(EnqueueJobs batch)
    {
        if (batch.Jobs is null || batch.Jobs.Count is 0 or > JobBounds.BatchJobsMax)
            return Refusals.Invalid("jobs", $"expected 1..{JobBounds.BatchJobsMax} jobs, got {batch.Jobs?.Count ?? 0}");
        var bytes = 0L;
        foreach (var job in batch.Jobs)
            bytes += job?.Payload?.Bytes.Length ?? 0;
        return bytes > JobBounds.BatchBytesMax ? Refusals.PayloadTooLarge((int)Math.Min(bytes, int.MaxValue), JobBounds.BatchBytesMax) : null;
    }

    /// <summary>The first job of an atomic batch that would be refused; index -1 when none would.</summary>
    public (int Index, Refusal? Refusal) FirstRefused(IReadOnlyList<EnqueueJob> jobs, DateTimeOffset now)
    {
        var inBatch = new Dictionary<JobId, EnqueueJob>(jobs.Count);
        for (var i = 0; i < jobs.Count; i++)
        {
            var job = jobs[i];
            if (Decide(job, now).Refusal is { } refusal)
                return (i, refusal);
            if (!inBatch.TryAdd(job.Id, job) && (inBatch[job.Id].Type != job.Type || !inBatch[job.Id].Payload.Equals(job.Payload)))
                return (i, Refusals.IdConflict(job.Id));
        }

        return (-1, null);
    }

    private Refusal? Admit(EnqueueJob job)
    {
        if (job is null)
            return Refusals.Invalid("jobs", "a job is missing");
        if (job.Queue != context.Queue)
            return Refusals.Invalid("queue", $"the batch is for {context.Queue}, this job for {job.Queue}");
        return Admission.Check(job, context.Policy) ?? (context.KnowsType(job.Type) ? null : context.UnknownType(job.Type));
    }
}
