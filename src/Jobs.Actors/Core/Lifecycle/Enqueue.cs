using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>A job is taken into the queue, once per id.</summary>
internal static class Enqueue
{
    /// <summary>An accepted job; nothing, when the same job is known; or a refusal. The job was admitted before.</summary>
    public static Decision Decide(QueueState state, QueuePolicy policy, EnqueueJob job, DateTimeOffset now)
    {
        if (state.Find(job.Id) is { } known)
            return known.IsAskedForBy(job) ? Decision.Nothing : Refusals.IdConflict(job.Id);
        if (state.Ended.TryGet(job.Id, now, out var ended))
            return PayloadFingerprint.Of(job.Type, job.Payload) == ended.Fingerprint ? Decision.Nothing : Refusals.IdConflict(job.Id);
        if (state.Merged is { } ids && ids.TryGet(job.Id, now, out var merged))
            return MergedIds.Fingerprint(job.Type, job.Payload) == merged.Fingerprint ? Decision.Nothing : Refusals.IdConflict(job.Id);
        if (Merge.Decide(state, job, DueAt(job, now), now) is { } merge)
            return merge;
        if (state.Flow.Mode == QueueMode.Draining)
            return Refusals.Draining(policy.Queue, state.Flow);
        if (state.Jobs.Count >= QueuePolicy.JobsMax)
            return Refusals.Overloaded(policy.Queue, $"it holds {QueuePolicy.JobsMax} jobs, its limit");

        if (job.UniqueFor is not null && state.Unique is { } keys && keys.AreWindowsFull(now))
            return Refusals.Overloaded(policy.Queue, $"it remembers {UniqueKeys.WindowsMax} unique keys with a window, its limit");

        return new JobAccepted(
            job.Id,
            job.Type,
            job.Payload,
            job.Priority,
            policy.MaxAttempts(job),
            policy.Timeout(job),
            job.Retry,
            DueAt(job, now),
            job.Tags,
            job.PartitionKey ?? "",
            new Cause(job.By, job.TraceParent),
            now)
        {
            Unique = job.UniqueKey is { } key ? new Uniqueness(key, job.UniqueFor) : null,
        };
    }

    private static DateTimeOffset? DueAt(EnqueueJob job, DateTimeOffset now)
    {
        var dueAt = job.Delay is { } delay ? now + delay : job.RunAt?.ToUniversalTime();
        return dueAt > now ? dueAt : null;
    }
}
