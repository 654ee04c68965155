namespace Jobs.Workers;

/// <summary>Which outcome an attempt has that ended by an exception.</summary>
internal static class Outcomes
{
    /// <param name="stop">Why its token had been cancelled when the exception came; what a stopped handler throws is a consequence of that.</param>
    public static Outcome Of(Exception exception, StopReason stop, TimeSpan limit) => stop switch
    {
        StopReason.Timeout => new Outcome.Failed(JobErrors.Timeout(limit)),
        StopReason.Drain or StopReason.Cancelled => Outcome.Interrupted.Instance,
        StopReason.WorkerStopped => new Outcome.Failed(JobErrors.WorkerDied()),
        _ => Of(JobErrors.Unwrap(exception)),
    };

    private static Outcome Of(Exception exception) => exception switch
    {
        SnoozeException snooze => new Outcome.Snoozed(snooze.Delay),
        RejectException reject => new Outcome.Rejected(reject.Error),
        PermanentJobException => new Outcome.Rejected(JobErrors.Of(exception)),
        _ => new Outcome.Failed(JobErrors.Of(exception)),
    };
}
