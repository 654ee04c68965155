using Akka.Actor;
using Jobs.Core;
using Jobs.Events;
using Jobs.Messages;
using Jobs.Telemetry;

namespace Jobs.Queues;

/// <summary>A partition's actors, and what they are made of.</summary>
/// <param name="Incarnation">This run of the host process.</param>
internal sealed record PartitionContext(QueuePolicy Policy, int Partition, Guid Incarnation, string Host, JobHandlers Handlers, Random Random)
{
    public string Queue => Policy.Queue;

    /// <summary>What follows the journals; null: nothing does.</summary>
    public IActorRef? Index { get; init; }

    /// <summary>How long rows of the journals stay at least.</summary>
    public TimeSpan JournalKeep { get; init; } = TimeSpan.MaxValue;

    /// <summary>Who is told what the partition makes public; null: nobody.</summary>
    public CommitObservers? Observers { get; init; }

    /// <summary>Where the queue shows how it stands; null: nowhere.</summary>
    public QueueGauge? Gauge { get; init; }

    /// <summary>What the payloads of all queues of the host may take in memory.</summary>
    public PayloadMemory Payloads { get; init; } = new(long.MaxValue);

    /// <summary>Null: what payloads have left is the collector's affair.</summary>
    public IActorRef? MemoryReturn { get; init; }

    /// <summary>The pool whose workers run its jobs; null: it has workers of its own.</summary>
    public PoolPlace? Pool { get; init; }

    /// <summary>The pools to which types are routed; their jobs run there, whatever pool the queue itself is in.</summary>
    public IReadOnlyList<(TypeRoute Route, PoolPlace Place)> Routed { get; init; } = [];

    public IReadOnlyList<TypeRoute> Routes => [.. Routed.Select(routed => routed.Route)];

    /// <summary>Workers of this host that there can be when the queue starts; none where external ones do the work.</summary>
    public int WorkersMax =>
        Routed.Sum(routed => routed.Place.Concurrency) + (Policy.Settings.ExternalWorkers ? 0 : Pool?.Concurrency ?? Policy.Settings.Concurrency);

    public PoolPlace PoolOf(Crew crew) => Routed.First(routed => routed.Place.Name == crew.Pool).Place;

    /// <summary>Who ran a start: the host, the queue or the pool whose worker it was, and its number there.</summary>
    public string WorkerId(int worker)
    {
        foreach (var (_, place) in Routed)
        {
            if (worker < place.Concurrency)
                return $"{Host}/{place.Name}/{worker}";
            worker -= place.Concurrency;
        }

        return $"{Host}/{Pool?.Name ?? Queue}/{worker}";
    }

    public string QueuePersistenceId => $"queue/{Queue}/{Partition}";

    public bool KnowsType(string type) => Policy.Settings.ExternalWorkers || Handlers.Knows(type);

    public Refusal UnknownType(string type) => new(
        Refusal.Codes.UnknownType, $"No handler is registered for type '{type}'. Known: {string.Join(", ", Handlers.Types.Order())}.", Field: "type");

    public string DeadLettersPersistenceId => $"dead/{Queue}/{Partition}";
}

/// <summary>Queue to its partition: recovery is over, requests are welcome.</summary>
internal sealed record QueueRecovered : INoSerializationVerificationNeeded
{
    public static QueueRecovered Instance { get; } = new();
}

/// <summary>Partition to queue: the dead letters run (again), here.</summary>
internal sealed record DeadLettersAt(IActorRef DeadLetters) : INoSerializationVerificationNeeded;

/// <summary>The host stops: start no more jobs. <see cref="ClaimingStopped"/> comes back, after every start decided before has left.</summary>
internal sealed record StopClaiming : INoSerializationVerificationNeeded
{
    public static StopClaiming Instance { get; } = new();
}

internal sealed record ClaimingStopped : INoSerializationVerificationNeeded
{
    public static ClaimingStopped Instance { get; } = new();
}

/// <summary>The host stops: claim no more, let what runs finish. <see cref="QueueStopped"/> comes back.</summary>
internal sealed record StopQueue(TimeSpan Timeout) : INoSerializationVerificationNeeded;

internal sealed record QueueStopped : INoSerializationVerificationNeeded
{
    public static QueueStopped Instance { get; } = new();
}

/// <summary>
/// To all queues: stop writing and answer that you are unavailable, until <see cref="ReleaseQueues"/>. Running handlers go on, and their outcomes wait. Nothing is answered.
/// </summary>
/// <param name="Reason">For people.</param>
/// <param name="RetryAfter">What those are told who ask meanwhile.</param>
internal sealed record HoldQueues(string Reason, TimeSpan RetryAfter) : INoSerializationVerificationNeeded;

internal sealed record ReleaseQueues : INoSerializationVerificationNeeded
{
    public static ReleaseQueues Instance { get; } = new();
}

/// <summary>Time for the earliest job that waits for one.</summary>
internal sealed record WakeUp : INoSerializationVerificationNeeded
{
    public static WakeUp Instance { get; } = new();
}

/// <summary>What was handed over and not acknowledged is sent again.</summary>
internal sealed record RepeatHandOver : INoSerializationVerificationNeeded
{
    public static RepeatHandOver Instance { get; } = new();
}

/// <summary>A queue asks to run one job that has crashed its host before. <see cref="SuspectTurnGranted"/> comes back when no other queue runs one; asking again while holding the turn is answered again.</summary>
internal sealed record RequestSuspectTurn(string Queue) : INoSerializationVerificationNeeded;

internal sealed record SuspectTurnGranted : INoSerializationVerificationNeeded
{
    public static SuspectTurnGranted Instance { get; } = new();
}

internal sealed record ReleaseSuspectTurn(string Queue) : INoSerializationVerificationNeeded;
