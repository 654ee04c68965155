using Akka.Actor;
using Akka.Event;
using Jobs.Core;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Pools;

namespace Jobs.Queues;

/// <summary>
/// The one entry of the job system: every request of <see cref="Jobs.Messages"/> goes here and is routed by its queue. What names no queue is looked for in all of them.
/// Key of the entry in an <c>ActorRegistry</c>: <c>IRequiredActor&lt;JobQueues&gt;</c>.
/// </summary>
public abstract class JobQueues : ReceiveActor
{
    private readonly IActorRef _operations;
    private readonly SortedDictionary<string, IActorRef> _partitions = new(StringComparer.Ordinal);

    private protected JobQueues(
        IReadOnlyList<PartitionContext> partitions,
        IReadOnlyDictionary<string, PoolSettings> pools,
        Func<PartitionContext, IActorRef, Props> partitionProps,
        Func<IReadOnlyDictionary<string, IActorRef>, Props> operationsProps)
    {
        var gate = Context.ActorOf(Akka.Actor.Props.Create(() => new SuspectGate()), "suspects");
        var places = pools.ToDictionary(pool => pool.Key, pool => Place(pool.Key, PoolRoutes.WithAllMembers(pool.Value, partitions)), StringComparer.Ordinal);
        foreach (var partition in partitions)
        {
            var placed = PoolRoutes.Placed(partition, pools, places);
            _partitions.Add(partition.Queue, Context.ActorOf(partitionProps(placed, gate), $"{partition.Queue}-{partition.Partition}"));
        }

        _operations = Context.ActorOf(operationsProps(_partitions), "operations");

        Receive<IOperationRequest>(_operations.Forward);
        Receive<ListWorkers>(list => list.Queue is null, list => Gather(new GatherWorkers(_partitions, list)));
        Receive<IQueueRequest>(Route);
        Receive<ListQueues>(_ => Gather(new GatherQueues(_partitions)));
        Receive<HoldQueues>(TellAll);
        Receive<ReleaseQueues>(TellAll);
        Receive<StopQueue>(stop => Gather(new GatherStopped(_partitions, stop)));
        Receive<DeadLetter>(AnswerForTheDead);
    }

    internal static Props Props(
        IReadOnlyList<PartitionContext> partitions,
        IReadOnlyDictionary<string, PoolSettings> pools,
        Func<PartitionContext, IActorRef, Props> partitionProps,
        Func<IReadOnlyDictionary<string, IActorRef>, Props> operationsProps) =>
        Akka.Actor.Props.Create(() => new Entry(partitions, pools, partitionProps, operationsProps));

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    // The names of partitions end with their number.
    private static PoolPlace Place(string name, PoolSettings pool) => new(name, pool.Concurrency, Context.ActorOf(PoolActor.Props(name, pool), $"{name}-pool"));

    private void Route(IQueueRequest request)
    {
        if (request.Queue is not { } queue)
            RouteToAll(request);
        else if (_partitions.TryGetValue(queue, out var partition))
            partition.Forward(request);
        else
            Refuse(request, Refusals.UnknownQueue(queue, _partitions.Keys));
    }

    private void RouteToAll(IQueueRequest request)
    {
        if (Lookup(request) is { } plan)
            Gather(plan);
        else
            Refuse(request, Refusals.Invalid("queue", "missing"));
    }

    /// <summary>Null for a request that must name its queue.</summary>
    private GatherPlan? Lookup(IQueueRequest request) => request switch
    {
        ListJobs list => new GatherJobs(_partitions, list),
        GetStats stats => new GatherStats(_partitions, stats),
        GetStatsSeries series => new GatherSeries(_partitions, series),
        ListDeadLetters list => new GatherDeadLetters(_partitions, list),
        GroupDeadLetters group => new GatherGroups(_partitions, group),
        ReplayDeadLetters replay => new GatherReplayed(_partitions, replay),
        IJobRequest one => new FindOne(_partitions, one),
        _ => null,
    };

    private void TellAll(object message)
    {
        foreach (var partition in _partitions.Values)
            partition.Tell(message);
        _operations.Tell(message);
    }

    private void Gather(GatherPlan plan)
    {
        var asker = Sender;
        Context.ActorOf(Akka.Actor.Props.Create(() => new GatherActor(plan, asker)));
    }

    private void Refuse(IQueueRequest request, Refusal refusal) => Sender.Tell(request switch
    {
        EnqueueJob job => new EnqueueRefused(job.Id, refusal),
        EnqueueJobs => new BatchRefused(-1, refusal),
        _ => new RequestRefused(refusal),
    });

    // What sat in the mailbox of an actor that stopped was not looked at: say so at once instead of letting the sender wait for its timeout.
    private void AnswerForTheDead(DeadLetter letter)
    {
        if (letter.Message is IOperationRequest && IsOurs(letter.Recipient))
            letter.Sender.Tell(new RequestRefused(Refusals.OperationsDown(RestartBackoff.First)));
        if (letter.Message is not IQueueRequest { Queue: { } queue } request || letter.Sender.Equals(ActorRefs.NoSender) || !IsOurs(letter.Recipient))
            return;
        if (Unavailable.Answer(request, queue, RestartBackoff.First) is { } answer)
            letter.Sender.Tell(answer);
    }

    private bool IsOurs(IActorRef recipient) => recipient.Path.ToString().StartsWith(Self.Path.ToString(), StringComparison.Ordinal);

    // Akka makes actors through public constructors; this one takes what is not public.
    private sealed class Entry : JobQueues
    {
        public Entry(
            IReadOnlyList<PartitionContext> partitions,
            IReadOnlyDictionary<string, PoolSettings> pools,
            Func<PartitionContext, IActorRef, Props> partitionProps,
            Func<IReadOnlyDictionary<string, IActorRef>, Props> operationsProps)
            : base(partitions, pools, partitionProps, operationsProps)
        {
        }
    }
}
