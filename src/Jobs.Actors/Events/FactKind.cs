namespace Jobs.Events;

/// <summary>What happened to a job or a queue, as everybody may know it.</summary>
public enum FactKind
{
    /// <summary>A job was accepted; it is pending, or scheduled for <see cref="Fact.DueAt"/>.</summary>
    Enqueued,

    /// <summary>The time of a scheduled job has come.</summary>
    Due,

    /// <summary>An attempt began, here or with an external worker.</summary>
    Started,

    /// <summary>A handler or an external worker told how far it is. Not stored.</summary>
    Progress,

    Completed,

    /// <summary>An attempt failed; the next one is not before <see cref="Fact.DueAt"/>.</summary>
    Failed,

    /// <summary>A failed job is ready again: its wait is over, or somebody said "now".</summary>
    Retried,

    /// <summary>The attempt asked to run later, at <see cref="Fact.DueAt"/>; it is given back.</summary>
    Snoozed,

    /// <summary>The attempt was cut off by the end of its host or its lease; it is given back.</summary>
    Interrupted,

    Dead,

    /// <summary>The job runs and was told to stop.</summary>
    CancelRequested,

    Cancelled,

    /// <summary>A dead letter came back.</summary>
    Replayed,

    /// <summary>A completed or cancelled job runs again.</summary>
    Rerun,

    /// <summary>Priority, time or payload of a job that waits were changed.</summary>
    Changed,

    Deleted,

    QueuePaused,
    QueueResumed,
    QueueDraining,

    /// <summary>The queue was given other limits, or those of its settings again.</summary>
    QueueChanged,

    /// <summary>The queue has read its journal, at a start or after a fault. What was stored at the moment of a fault may never have been told as a fact.</summary>
    QueueRecovered,
}
