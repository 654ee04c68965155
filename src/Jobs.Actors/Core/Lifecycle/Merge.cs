using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>
/// A request for a unique job whose key another one holds. It becomes no job of its own: it has the answer of the holder, which it may change while that waits. Only a holder that runs is
/// not changed any more; then the request is a new job, which takes the key over and runs afterwards.
/// </summary>
internal static class Merge
{
    /// <summary>Null: the request is a job of its own.</summary>
    /// <param name="askedDueAt">When the request wants to run; null: at once.</param>
    public static EnqueueMerged? Decide(QueueState state, EnqueueJob job, DateTimeOffset? askedDueAt, DateTimeOffset now)
    {
        if (job.UniqueKey is not { } key || state.Unique?.Holder(job.Type, key, now) is not { } holder)
            return null;
        var known = state.Find(holder);
        if (job.OnConflict != UniqueConflict.Return && known is { Status: JobStatus.Processing })
            return null;
        var change = job.OnConflict != UniqueConflict.Return && known is { } waiting && waiting.Status.IsWaiting() ? Change(waiting, job, askedDueAt, now) : null;
        return new EnqueueMerged(job.Id, holder, MergedIds.Fingerprint(job.Type, job.Payload), change, now);
    }

    // Payload and urgency are the newest request's. So is the time, if it names one or lets it start anew; all else stays as it was first asked.
    private static JobAmended? Change(Job holder, EnqueueJob job, DateTimeOffset? askedDueAt, DateTimeOffset now)
    {
        var isTimed = job.OnConflict == UniqueConflict.Debounce || job.Delay is not null || job.RunAt is not null;
        var change = new JobAmended(holder.Id, new Cause(job.By, job.TraceParent), now)
        {
            Priority = job.Priority == holder.Priority ? null : job.Priority,
            Payload = Equals(holder.Payload, job.Payload) ? null : job.Payload,
            DueAt = isTimed ? Amend.NewTime(holder, askedDueAt ?? now, now) : null,
        };
        return change.IsEmpty ? null : change;
    }
}
