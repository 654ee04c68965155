namespace Jobs.Events;

/// <summary>One thing that has become public, because it is durable. Only what its kind has is set.</summary>
public readonly record struct Fact
{
    public required FactKind Kind { get; init; }

    /// <summary>When it was decided, by the queue's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Empty: the fact is one of the whole queue.</summary>
    public JobId Job { get; init; }

    /// <summary>The job's wire type.</summary>
    public string? Type { get; init; }

    /// <summary>The job's status after it.</summary>
    public JobStatus? Status { get; init; }

    /// <summary>Starts counted until then; of <see cref="FactKind.Snoozed"/> and <see cref="FactKind.Interrupted"/> the attempt that is given back. 0: none yet.</summary>
    public int Attempt { get; init; }

    /// <summary>Who wanted it; empty: nobody, the queue itself acted.</summary>
    public string? By { get; init; }

    /// <summary>Of <see cref="FactKind.Started"/>: who runs it.</summary>
    public string? Worker { get; init; }

    /// <summary>When the job may start, or start again; of <see cref="FactKind.QueuePaused"/>: when the pause ends by itself.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Of <see cref="FactKind.Started"/>: how long the job was ready and waited.</summary>
    public TimeSpan? Waited { get; init; }

    /// <summary>Of the end of an attempt: how long it ran. Null where nobody can know, as after a crash.</summary>
    public TimeSpan? Ran { get; init; }

    /// <summary>Of <see cref="FactKind.Failed"/> and <see cref="FactKind.Dead"/>.</summary>
    public JobError? Error { get; init; }

    /// <summary>A word or sentence: why a job died (exhausted, rejected, crashed, expired), what interrupted it (crash, shutdown, lease), why a queue was paused.</summary>
    public string? Reason { get; init; }

    /// <summary>Of <see cref="FactKind.Progress"/>: 0 to 100, and a word of the handler.</summary>
    public double? Percent { get; init; }

    public string? Message { get; init; }
}
