using Akka.Actor;
using Jobs.Core;

namespace Jobs.Workers;

/// <summary>One attempt to run. Its start is durable when this is sent.</summary>
/// <param name="Worker">Which worker runs it: 0 to concurrency - 1. The queue gives each of its running attempts another one.</param>
internal sealed record JobStart(AttemptKey Key, int Worker, string Type, JobPayload Payload, int Attempt, int MaxAttempts, TimeSpan Timeout, string TraceParent)
{
    /// <summary>What earlier attempts have done once.</summary>
    public IReadOnlyList<StepResult> StepResults { get; init; } = [];
}

/// <summary>Queue to router. A start that the router already knows (by its key) changes nothing.</summary>
internal sealed record RunJobs(IReadOnlyList<JobStart> Starts) : INoSerializationVerificationNeeded;

/// <summary>Router to queue, repeated after each recovery until answered by <see cref="ReportsStored"/>.</summary>
internal sealed record WorkerReports(IReadOnlyList<WorkerReport> Reports) : INoSerializationVerificationNeeded;

internal sealed record WorkerReport(AttemptKey Key, Outcome Outcome);

/// <summary>Queue to router: these outcomes are stored, or refused for good; the router may forget them.</summary>
internal sealed record ReportsStored(IReadOnlyList<AttemptKey> Keys) : INoSerializationVerificationNeeded;

/// <summary>Router to queue: the newest progress of one running attempt. Shown, not stored.</summary>
internal sealed record AttemptProgress(AttemptKey Key, double Percent, string? Message) : INoSerializationVerificationNeeded;

/// <summary>A queue that has recovered asks what still runs, and from now on reports go to it. <see cref="RunningAttempts"/> comes back, then every report that is not stored yet.</summary>
internal sealed record ListRunningAttempts(IActorRef Queue) : INoSerializationVerificationNeeded;

/// <summary>All attempts that run, or whose report is not stored.</summary>
/// <param name="StuckHandlers">Handlers that were given up and go on.</param>
internal sealed record RunningAttempts(IReadOnlyList<AttemptKey> Keys, int StuckHandlers = 0) : INoSerializationVerificationNeeded;

/// <summary>Router to queue, when it has changed: so many handlers were given up and go on. Shown, not stored.</summary>
internal sealed record StuckHandlersCounted(int Count) : INoSerializationVerificationNeeded;

/// <summary>Queue to router: this attempt's job was cancelled. Its token is cancelled, and the attempt reported as interrupted unless its handler ends otherwise. One that has ended, or that the router does not know, is left alone.</summary>
internal sealed record StopAttempt(AttemptKey Key) : INoSerializationVerificationNeeded;

/// <summary>The host stops: let the handlers finish for this long, then cancel them and report them as interrupted. <see cref="WorkersDrained"/> comes back when none runs and every report is stored.</summary>
internal sealed record DrainWorkers(TimeSpan Timeout) : INoSerializationVerificationNeeded;

internal sealed record WorkersDrained : INoSerializationVerificationNeeded
{
    public static WorkersDrained Instance { get; } = new();
}

/// <summary>Pool to router, while the queue is away: which of its workers run an attempt? <see cref="BusyWorkers"/> comes back.</summary>
internal sealed record ListBusyWorkers(string Queue) : INoSerializationVerificationNeeded;

internal sealed record BusyWorkers(string Queue, IReadOnlyList<int> Workers) : INoSerializationVerificationNeeded;

/// <summary>Queue to router: so many jobs run at the same time from now on. Workers in excess end what they run and stay idle.</summary>
internal sealed record ResizeWorkers(int Concurrency) : INoSerializationVerificationNeeded;
