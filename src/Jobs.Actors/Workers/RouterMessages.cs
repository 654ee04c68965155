using Akka.Actor;

namespace Jobs.Workers;

// What router, workers and runs say to each other. An AttemptRun itself is what the router sends to an idle worker.

/// <summary>Run to router.</summary>
/// <param name="Progress">The last progress, if it has not been shown.</param>
internal sealed record AttemptEnded(AttemptRun Run, Outcome Outcome, AttemptProgress? Progress) : INoSerializationVerificationNeeded;

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
