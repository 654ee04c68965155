namespace Jobs.Messages;

/// <summary>What a queue does with jobs; one of these at a time, and the last command decides which.</summary>
public enum QueueMode
{
    /// <summary>Takes jobs and runs them.</summary>
    Open,

    /// <summary>Takes jobs and starts none; what runs goes on.</summary>
    Paused,

    /// <summary>Takes no new jobs and runs those that it has.</summary>
    Draining,
}

/// <summary>What a queue does with jobs, since when, and who said so.</summary>
/// <param name="Reason">Why it is paused, as its operator said; null when he did not.</param>
/// <param name="Until">When a paused queue opens again by itself; null: when somebody resumes it.</param>
/// <param name="By">Who said so; empty when the queue itself did.</param>
/// <param name="Since">Null for a queue that has always been open.</param>
public sealed record QueueFlow(QueueMode Mode, string? Reason = null, DateTimeOffset? Until = null, string By = "", DateTimeOffset? Since = null)
{
    public static QueueFlow Open { get; } = new(QueueMode.Open);
}
