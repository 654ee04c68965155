namespace Jobs.Workers;

/// <summary>How <see cref="JobContext.Snooze"/> leaves the handler.</summary>
internal sealed class SnoozeException(TimeSpan delay) : Exception("The handler asked to run the job later. This exception must leave the handler.")
{
    public TimeSpan Delay { get; } = delay;
}

/// <summary>Leaves a handler, or what runs it, when the reason that no retry can help is already known.</summary>
internal sealed class RejectException(JobError error) : Exception(error.Message)
{
    public JobError Error { get; } = error;
}

/// <summary>Why a running attempt's token was cancelled.</summary>
internal enum StopReason
{
    None,

    /// <summary>Its time was over.</summary>
    Timeout,

    /// <summary>The host stops.</summary>
    Drain,

    /// <summary>Its job was cancelled.</summary>
    Cancelled,

    /// <summary>Its worker stopped.</summary>
    WorkerStopped,
}
