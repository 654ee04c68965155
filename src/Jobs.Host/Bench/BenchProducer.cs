using System.Diagnostics;
using Akka.Actor;
using Jobs.Messages;

namespace Jobs.Host.Bench;

/// <summary>Enqueues batch after batch, each when the receipt of the one before has come, to one queue after the other.</summary>
internal sealed class BenchProducer : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMilliseconds(50);

    private readonly IActorRef _queues;
    private readonly IReadOnlyList<string> _names;
    private readonly BenchLoad _load;
    private readonly int _batch;
    private readonly List<double> _waits = [];
    private IActorRef _asker = ActorRefs.Nobody;
    private (int First, int Count) _sent;
    private long _sentAt;
    private int _next;
    private IReadOnlyList<EnqueueJob> _jobs = [];

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
        Receive<EnqueueRefused>(refused => refused.Refusal.RetryAfter is not null, _ => RepeatSoon(_jobs));
        Receive<JobsEnqueued>(Handle);
        Receive<Repeat>(_ => Repeat());
        ReceiveAny(message => throw new InvalidOperationException($"A producer was answered {message}"));
    }

    public ITimerScheduler Timers { get; set; } = null!;

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

    // Back-pressure: the journal or the index is behind, and what was refused is sent again until it is taken.
    private void Handle(JobsEnqueued enqueued)
    {
        var refused = _jobs.Where((_, i) => enqueued.Items[i] is EnqueueRefused { Refusal.RetryAfter: not null }).ToList();
        if (refused.Count == 0)
            Acknowledged();
        else
            RepeatSoon(refused);
    }

    private void RepeatSoon(IReadOnlyList<EnqueueJob> jobs)
    {
        _jobs = jobs;
        Timers.StartSingleTimer(nameof(Repeat), Bench.Repeat.Instance, RepeatAfter);
    }

    private void Repeat() => Tell(_jobs);

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
        _jobs = [.. Enumerable.Range(_sent.First, _sent.Count).Select(number => Job(queue, number))];
        Tell(_jobs);
    }

    private void Tell(IReadOnlyList<EnqueueJob> jobs)
    {
        if (_batch == 1)
            _queues.Tell(jobs[0]);
        else
            _queues.Tell(new EnqueueJobs(jobs[0].Queue!, jobs));
    }

    private EnqueueJob Job(string queue, int number) => new(queue, BenchLoad.HandlerType, _load.Payload(number)) { PartitionKey = _load.Runs?.KeyOf(number) };
}

internal sealed record Produce : INoSerializationVerificationNeeded
{
    public static Produce Instance { get; } = new();
}

/// <param name="Waits">From sending a batch to its receipt, in ms.</param>
internal sealed record Produced(IReadOnlyList<double> Waits) : INoSerializationVerificationNeeded;

internal sealed record Repeat : INoSerializationVerificationNeeded
{
    public static Repeat Instance { get; } = new();
}
