namespace Jobs;

/// <summary>Where a job is in its life, as users see it. The last three are final: only an explicit command changes them.</summary>
public enum JobStatus
{
    /// <summary>Ready; waits for a worker.</summary>
    Pending,

    /// <summary>Waits for its time.</summary>
    Scheduled,

    /// <summary>An attempt has started and has not ended.</summary>
    Processing,

    /// <summary>The last attempt failed; waits for its retry.</summary>
    Failed,

    Completed,

    /// <summary>Exhausted or rejected; waits in the dead letters to be looked at.</summary>
    Dead,

    Cancelled,
}

public static class JobStatuses
{
    /// <summary>Waits, and may therefore be cancelled or changed.</summary>
    public static bool IsWaiting(this JobStatus status) => status is JobStatus.Pending or JobStatus.Scheduled or JobStatus.Failed;

    public static bool IsFinal(this JobStatus status) => status is JobStatus.Completed or JobStatus.Dead or JobStatus.Cancelled;

    /// <summary>The status on the wire: its name in lower case.</summary>
    public static string Name(this JobStatus status) => status switch
    {
        JobStatus.Pending => "pending",
        JobStatus.Scheduled => "scheduled",
        JobStatus.Processing => "processing",
        JobStatus.Failed => "failed",
        JobStatus.Completed => "completed",
        JobStatus.Dead => "dead",
        JobStatus.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a job status."),
    };
}
