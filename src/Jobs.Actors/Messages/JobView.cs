using Jobs.Telemetry;

namespace Jobs.Messages;

/// <summary>A job as readers see it: a picture taken at one moment, never changed afterwards.</summary>
public sealed record JobView
{
    public required JobId Id { get; init; }
    public required string Queue { get; init; }
    public required string Type { get; init; }
    public required JobStatus Status { get; init; }
    public required JobPayload Payload { get; init; }
    public required int Priority { get; init; }

    /// <summary>Starts, the running one included; a crash, a snooze and a shutdown give theirs back.</summary>
    public required int Attempts { get; init; }

    public required int MaxAttempts { get; init; }

    /// <summary>Times the host process died while it ran.</summary>
    public required int Crashes { get; init; }

    public required int Replays { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it may run (scheduled) or runs again (failed).</summary>
    public DateTimeOffset? ScheduledFor { get; init; }

    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    /// <summary>Since when its running attempt is to stop; null when nobody asked for that.</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>Which worker runs it or ran it last: host, queue and number, or the name of an external one.</summary>
    public string? WorkerId { get; init; }
    public required TimeSpan Timeout { get; init; }
    public JobError? LastError { get; init; }
    public JobPayload? Result { get; init; }
    public JobProgress? Progress { get; init; }

    /// <summary>Keys of the steps that it has done once and does not do again, in their order; none once it has completed.</summary>
    public IReadOnlyList<string> Steps { get; init; } = [];
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? PartitionKey { get; init; }

    /// <summary>What makes it unique, whether it still holds the key or not.</summary>
    public string? UniqueKey { get; init; }

    /// <summary>The W3C <c>traceparent</c> of who enqueued it; null when nothing was said.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The trace of who enqueued it; null when there is none, or none that can be read.</summary>
    public string? TraceId => TraceText.IdOf(TraceParent);

    /// <summary>Why it does not run: of a job that waits (pending, scheduled, failed), else null. Null as well in the answer to an enqueue, and its position in lists and answers to commands.</summary>
    public JobWaiting? Waiting { get; init; }

    /// <summary>What happened, oldest first; at most the newest kept.</summary>
    public IReadOnlyList<HistoryEntry> History { get; init; } = [];
}

/// <param name="Percent">0 to 100.</param>
public sealed record JobProgress(double Percent, string? Message);

/// <summary>One step of a job's life.</summary>
/// <param name="Event">enqueued, due, started, leased, completed, failed, died, snoozed, interrupted, cancel-requested, cancelled, changed, replayed, rerun, late.</param>
/// <param name="Attempt">The attempt it belongs to; 0 when to none.</param>
/// <param name="By">Who caused it; empty when the queue itself did.</param>
/// <param name="Detail">An error's type and message, a reason, or a time; null when there is nothing to add.</param>
/// <param name="Error">Why the attempt failed: of failed and died, else null.</param>
public sealed record HistoryEntry(DateTimeOffset At, string Event, int Attempt, string By, string? Detail, JobError? Error = null);
