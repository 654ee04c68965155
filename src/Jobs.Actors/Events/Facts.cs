using System.Diagnostics;
using Jobs.Core;

namespace Jobs.Events;

/// <summary>What an event of a queue says to everybody. Most events say one thing; those that only serve the queue itself say nothing.</summary>
internal static class Facts
{
    /// <param name="state">As it is before the event is applied: who knows how long a job waited is gone afterwards.</param>
    /// <param name="workerName">Of one of this host's workers, by its number.</param>
    /// <returns>Null: nothing. The status may be missing, see <see cref="Complete"/>.</returns>
    public static Fact? Of(QueueEvent e, QueueState state, Func<int, string> workerName) => e switch
    {
        JobAccepted accepted => Of(accepted),
        JobStarted started => Started(started.At, state.Find(started.Id)!, started.Attempt, workerName(started.Worker)),
        JobCompleted completed => Ended(FactKind.Completed, e.At, state.Find(completed.Id)!) with { Status = JobStatus.Completed },
        JobFailed failed => Ended(FactKind.Failed, e.At, state.Find(failed.Id)!) with { Status = JobStatus.Failed, Error = failed.Error, DueAt = failed.RetryAt },
        JobDied died => Of(died, state.Find(died.Id)!),
        JobBecameDue due => Of(due, state.Find(due.Id)!),
        JobSnoozed snoozed => Ended(FactKind.Snoozed, e.At, state.Find(snoozed.Id)!) with { Status = JobStatus.Scheduled, DueAt = snoozed.Until },
        JobInterrupted interrupted => Of(interrupted, state.Find(interrupted.Id)!),
        JobCancelRequested requested => About(FactKind.CancelRequested, e.At, state.Find(requested.Id)!, requested.Cause) with { Status = JobStatus.Processing },
        JobCancelled cancelled => Of(cancelled, state.Find(cancelled.Id)!),
        JobLeased leased => Started(leased.At, state.Find(leased.Id)!, leased.Attempt, leased.Worker),
        JobAmended amended => About(FactKind.Changed, e.At, state.Find(amended.Id)!, amended.Cause) with { DueAt = amended.DueAt },
        EnqueueMerged { Change: { } change } => Of(change, state, workerName),
        JobReplayed replayed => Revived(FactKind.Replayed, e.At, state.Find(replayed.Id)!, replayed.Cause),
        JobRerun rerun => Revived(FactKind.Rerun, e.At, state.Find(rerun.Id)!, rerun.Cause),
        JobRemoved removed => About(FactKind.Deleted, e.At, state.Find(removed.Id)!, removed.Cause),
        DeadJobRemoved removed => About(FactKind.Deleted, e.At, state.Find(removed.Id)!, removed.Cause),
        QueuePaused paused => new Fact { Kind = FactKind.QueuePaused, At = e.At, By = paused.Cause.By, Reason = paused.Reason, DueAt = paused.Until },
        QueueResumed resumed => new Fact { Kind = FactKind.QueueResumed, At = e.At, By = resumed.Cause.By },
        QueueDraining draining => new Fact { Kind = FactKind.QueueDraining, At = e.At, By = draining.Cause.By },
        LimitsChanged changed => new Fact { Kind = FactKind.QueueChanged, At = e.At, By = changed.Cause.By },
        LimitsReset reset => new Fact { Kind = FactKind.QueueChanged, At = e.At, By = reset.Cause.By },
        QueueOpened => new Fact { Kind = FactKind.QueueRecovered, At = e.At },
        EnqueueMerged or JobRestored or LeaseExtended or StepStored or LateAnswerRefused or DeathsTaken => null,
        _ => throw new UnreachableException($"Facts do not know {e.GetType().Name}"),
    };

    /// <summary>The same after the event was applied, when the status that follows from it is known.</summary>
    public static Fact Complete(in Fact fact, QueueState state) =>
        fact.Kind == FactKind.Changed ? fact with { Status = state.Find(fact.Job)!.Status } : fact;

    public static Fact Progress(Job job, DateTimeOffset at) => About(FactKind.Progress, at, job, Cause.Queue) with
    {
        Status = job.Status,
        Percent = job.Progress?.Percent,
        Message = job.Progress?.Message,
    };

    private static Fact Of(JobAccepted e) => new()
    {
        Kind = FactKind.Enqueued,
        At = e.At,
        Job = e.Id,
        Type = e.Type,
        Status = e.DueAt is null ? JobStatus.Pending : JobStatus.Scheduled,
        DueAt = e.DueAt,
        By = e.Cause.By,
    };

    private static Fact Of(JobBecameDue e, Job job) =>
        About(job.Status == JobStatus.Failed ? FactKind.Retried : FactKind.Due, e.At, job, e.Cause) with { Status = JobStatus.Pending };

    private static Fact Of(JobDied e, Job job) => (e.Reason == DeathReason.Crashed ? About(FactKind.Dead, e.At, job, Cause.Queue) : Ended(FactKind.Dead, e.At, job)) with
    {
        Status = JobStatus.Dead,
        Error = e.Error,
        Reason = Word(e.Reason),
    };

    private static Fact Of(JobInterrupted e, Job job) => (e.Crashed ? About(FactKind.Interrupted, e.At, job, Cause.Queue) : Ended(FactKind.Interrupted, e.At, job)) with
    {
        Status = e.Until is null ? JobStatus.Pending : JobStatus.Failed,
        DueAt = e.Until,
        Reason = job.Lease is not null ? "lease" : e.Crashed ? "crash" : "shutdown",
    };

    private static Fact Of(JobCancelled e, Job job) =>
        (job.Status == JobStatus.Processing ? Ended(FactKind.Cancelled, e.At, job) : About(FactKind.Cancelled, e.At, job, e.Cause)) with { Status = JobStatus.Cancelled, By = e.Cause.By };

    private static Fact Started(DateTimeOffset at, Job job, int attempt, string worker) => About(FactKind.Started, at, job, Cause.Queue) with
    {
        Status = JobStatus.Processing,
        Attempt = attempt,
        Worker = worker,
        Waited = at - job.UpdatedAt,
    };

    private static Fact Ended(FactKind kind, DateTimeOffset at, Job job) => About(kind, at, job, Cause.Queue) with { Ran = at - job.StartedAt };

    private static Fact Revived(FactKind kind, DateTimeOffset at, Job job, Cause cause) => About(kind, at, job, cause) with { Attempt = 0, Status = JobStatus.Pending };

    private static Fact About(FactKind kind, DateTimeOffset at, Job job, Cause cause) => new()
    {
        Kind = kind,
        At = at,
        Job = job.Id,
        Type = job.Type,
        Attempt = job.Attempts,
        By = cause.By,
    };

    private static string Word(DeathReason reason) => reason switch
    {
        DeathReason.Exhausted => "exhausted",
        DeathReason.Rejected => "rejected",
        DeathReason.Crashed => "crashed",
        DeathReason.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason to die."),
    };
}
