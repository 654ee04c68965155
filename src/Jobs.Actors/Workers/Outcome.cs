namespace Jobs.Workers;

/// <summary>Every way an attempt can end is one of these before anything is reported.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    public sealed record Succeeded(JobPayload? Result) : Outcome
    {
        public static Succeeded WithoutResult { get; } = new((JobPayload?)null);
    }

    /// <summary>May be retried.</summary>
    /// <param name="RetryAfter">The wait that a retry policy in code has decided; null: the configured policy decides.</param>
    public sealed record Failed(JobError Error, TimeSpan? RetryAfter = null) : Outcome;

    /// <summary>No retry can help.</summary>
    public sealed record Rejected(JobError Error) : Outcome;

    /// <summary>Wants to run later; the attempt is given back.</summary>
    public sealed record Snoozed(TimeSpan Delay) : Outcome;

    /// <summary>It was cut off: its host stops, and the attempt is given back; or its job was cancelled.</summary>
    public sealed record Interrupted : Outcome
    {
        public static Interrupted Instance { get; } = new();
    }
}
