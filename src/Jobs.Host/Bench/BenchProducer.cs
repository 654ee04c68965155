using System.Diagnostics;
using Akka.Actor;
using Jobs.Messages;

namespace Jobs.Host.Bench;

/// <summary>Enqueues batch after batch, each when the receipt of the one before has come, to one queue after the other.</summary>
internal sealed class BenchProducer : ReceiveActor
{
    private readonly IActorRef _queues;
    private readonly IReadOnlyList<string> _names;
    private readonly BenchLoad _load;
    private readonly int _batch;
    private readonly List<double> _waits = [];
    private IActorRef _asker = ActorRefs.Nobody;
    private (int First, int Count) _sent;
    private long _sentAt;
    private int _next;

    /// <param name="names">The queues.</param>
    /// <param name="first">Where in them it begins.</param>
    public BenchProducer(IActorRef queues, IReadOnlyList<string> names, int first, BenchLoad load, int batch)
    {
        _queues = queues;
        _names = names;
        _next = first;
        _load = load;
        _batch = batch;
        Receive<Produce>(_ => Begin());
        Receive<JobEnqueued>(_ => Acknowledged());
        Receive<JobsEnqueued>(_ => Acknowledged());
        ReceiveAny(message => throw new InvalidOperationException($"A producer was answered {message}"));
    }

    private void Begin()
    {
        _asker = Sender;
        Send();
    }

    private void Acknowledged()
    {
        _waits.Add(Stopwatch.GetElapsedTime(_sentAt).TotalMilliseconds);
        _load.Acknowledged(_sent.First, _sent.Count);
        Send();
    }

    private void Send()
    {
        _sent = _load.Take(_batch);
        _sentAt = Stopwatch.GetTimestamp();
        if (_sent.Count == 0)
            _asker.Tell(new Produced(_waits));
        else
            Send(_names[_next++ % _names.Count]);
    }

    private void Send(string queue)
    {
        if (_batch == 1)
            _queues.Tell(Job(queue, _sent.First));
        else
            _queues.Tell(new EnqueueJobs(queue, [.. Enumerable.Range(_sent.First, _sent.Count).Select(number => Job(queue, number))]));
    }

    private EnqueueJob Job(string queue, int number) => new(queue, BenchLoad.HandlerType, _load.Payload(number)) { PartitionKey = _load.Runs?.KeyOf(number) };
}

internal sealed record Produce : INoSerializationVerificationNeeded
{
    public static Produce Instance { get; } = new();
}

/// <param name="Waits">From sending a batch to its receipt, in ms.</param>
internal sealed record Produced(IReadOnlyList<double> Waits) : INoSerializationVerificationNeeded;
