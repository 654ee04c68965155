using Akka.Actor;

namespace Jobs.Workers;

// What router, workers and runs say to each other.

/// <summary>Router to worker. The worker is idle.</summary>
internal sealed record RunAttempt(JobStart Start) : INoSerializationVerificationNeeded;

/// <summary>Router to worker: cancel the attempt's token, if it still runs.</summary>
internal sealed record StopAttempt(AttemptKey Key, StopReason Reason) : INoSerializationVerificationNeeded;

/// <summary>Run to router.</summary>
/// <param name="Progress">The last progress, if it has not been shown.</param>
internal sealed record AttemptEnded(JobStart Start, Outcome Outcome, AttemptProgress? Progress) : INoSerializationVerificationNeeded;

/// <summary>Router to itself, behind what its mailbox already holds: report what has gathered.</summary>
internal sealed record FlushReports : INoSerializationVerificationNeeded
{
    public static FlushReports Instance { get; } = new();
}

/// <summary>Router's timer: the earliest deadline has come.</summary>
internal sealed record CheckDeadlines : INoSerializationVerificationNeeded
{
    public static CheckDeadlines Instance { get; } = new();
}

/// <summary>Router's timer.</summary>
internal sealed record DrainTimeOver : INoSerializationVerificationNeeded
{
    public static DrainTimeOver Instance { get; } = new();
}

/// <summary>Worker's timer: look for newer progress.</summary>
internal sealed record LookForProgress(AttemptProgressBox Box) : INoSerializationVerificationNeeded;
