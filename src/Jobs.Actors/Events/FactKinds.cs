namespace Jobs.Events;

/// <summary>What facts are called where they are read.</summary>
public static class FactKinds
{
    /// <summary>The name of the event on the wire.</summary>
    public static string Name(this FactKind kind) => kind switch
    {
        FactKind.Enqueued => "job.enqueued",
        FactKind.Due => "job.due",
        FactKind.Started => "job.started",
        FactKind.Progress => "job.progress",
        FactKind.Completed => "job.completed",
        FactKind.Failed => "job.failed",
        FactKind.Retried => "job.retried",
        FactKind.Snoozed => "job.snoozed",
        FactKind.Interrupted => "job.interrupted",
        FactKind.Dead => "job.dead",
        FactKind.CancelRequested => "job.cancel-requested",
        FactKind.Cancelled => "job.cancelled",
        FactKind.Replayed => "job.replayed",
        FactKind.Rerun => "job.rerun",
        FactKind.Changed => "job.changed",
        FactKind.Deleted => "job.deleted",
        FactKind.QueuePaused => "queue.paused",
        FactKind.QueueResumed => "queue.resumed",
        FactKind.QueueDraining => "queue.draining",
        FactKind.QueueChanged => "queue.changed",
        FactKind.QueueRecovered => "queue.recovered",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of fact."),
    };
}
