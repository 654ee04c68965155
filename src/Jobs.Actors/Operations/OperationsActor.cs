using Akka.Actor;
using Akka.Persistence;
using Jobs.Core;
using Jobs.Events;
using Jobs.Messages;
using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.Operations;

/// <summary>
/// Operations over many jobs: begins them once it is counted what they are about, stores how far they are, and goes on with them after a restart. A child carries each of them out. Its journal is short:
/// now and then all that is remembered becomes a snapshot, and what is behind it goes.
/// </summary>
internal sealed class OperationsActor : ReceivePersistentActor
{
    public const string Id = "operations";

    /// <summary>Events between two snapshots.</summary>
    public const int SnapshotEvery = 100;

    private readonly IReadOnlyDictionary<string, IActorRef> _queues;
    private readonly IReadOnlyList<EventHub> _hubs;
    private readonly ILogger _logger;
    private readonly OperationsState _state = new();
    private readonly Dictionary<OperationId, IActorRef> _runs = [];
    private readonly Dictionary<OperationId, List<IActorRef>> _stoppers = [];
    private readonly HashSet<IActorRef> _counts = [];
    private readonly Dictionary<OperationId, IActorRef> _starters = [];

    /// <param name="queues">Where the requests of each queue go to.</param>
    /// <param name="hubs">Who is told how far each operation is.</param>
    public OperationsActor(IReadOnlyDictionary<string, IActorRef> queues, IReadOnlyList<EventHub> hubs, ILoggerFactory loggers)
    {
        _queues = queues;
        _hubs = hubs;
        _logger = loggers.CreateLogger<OperationsActor>();

        Recover<SnapshotOffer>(offer => _state.Restore((OperationsSnapshot)offer.Snapshot));
        Recover<OperationEvent>(_state.Apply);
        Recover<RecoveryCompleted>(_ => GoOn());

        Command<StartOperation>(Handle);
        Command<OperationCounted>(Handle);
        Command<Terminated>(Handle);
        Command<GetOperation>(get => Sender.Tell(_state.Find(get.Id) is { } operation ? new OperationFound(operation.View()) : NotFound(get.Id)));
        Command<ListOperations>(_ => Sender.Tell(new OperationList([.. _state.All.Reverse().Select(operation => operation.View())])));
        Command<CancelOperation>(Handle);
        Command<StoreSlice>(Handle);
        Command<OperationProgressed>(Handle);
        Command<RunEnded>(Handle);
        Command<SaveSnapshotSuccess>(saved => DropBehind(saved.Metadata.SequenceNr));
        Command<SaveSnapshotFailure>(failed => QueueLog.PointerFailed(_logger, PersistenceId, failed.Metadata.SequenceNr, failed.Cause));
        Command<DeleteMessagesSuccess>(_ => { });
        Command<DeleteMessagesFailure>(failed => QueueLog.TrimFailed(_logger, PersistenceId, failed.ToSequenceNr, failed.Cause));
        Command<DeleteSnapshotsSuccess>(_ => { });
        Command<DeleteSnapshotsFailure>(_ => { }); // They go with the next.
    }

    public override string PersistenceId => Id;

    public static Props Props(IReadOnlyDictionary<string, IActorRef> queues, IReadOnlyList<EventHub> hubs, ILoggerFactory loggers) =>
        Akka.Actor.Props.Create(() => new OperationsActor(queues, hubs, loggers));

    // A child that fell over has left its operation where it was stored: all begin anew from there.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Escalate);

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => QueueLog.WriteFailed(_logger, PersistenceId, sequenceNr, cause);

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => QueueLog.RecoveryFailed(_logger, PersistenceId, LastSequenceNr, reason);

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        QueueLog.WriteFailed(_logger, PersistenceId, sequenceNr, cause);
        Context.Stop(Self);
    }

    protected override void PostStop()
    {
        foreach (var (id, asker) in _starters)
            asker.Tell(new RequestRefused(Refusals.OperationUnknown(id)), Self);
        foreach (var asker in _stoppers.Values.SelectMany(askers => askers))
            asker.Tell(new RequestRefused(Refusals.StoppedBeforeAnswer), Self);
        base.PostStop();
    }

    private static DateTimeOffset Now => Context.System.Scheduler.Now.ToUniversalTime();

    private void GoOn()
    {
        foreach (var operation in _state.Running)
            Run(operation);
    }

    private void Run(Operation operation) => _runs.Add(operation.Id, Context.ActorOf(OperationRun.Props(operation, _queues), $"run-{operation.Id}"));

    private void Handle(StartOperation request)
    {
        if (OperationRequests.Check(request) is { } wrong)
            Sender.Tell(new RequestRefused(wrong));
        else if (request.Queue is { } queue && !_queues.ContainsKey(queue))
            Sender.Tell(new RequestRefused(Refusals.UnknownQueue(queue, _queues.Keys)));
        else if (_runs.Count + _counts.Count >= OperationBounds.RunningMax)
            Sender.Tell(new RequestRefused(Refusals.TooManyOperations));
        else
            _counts.Add(Context.Watch(Context.ActorOf(OperationCount.Props(request, Sender, _queues))));
    }

    private void Handle(Terminated count) => _counts.Remove(count.ActorRef);

    private void Handle(OperationCounted counted)
    {
        _counts.Remove(Sender);
        if (counted.Request.DryRun)
        {
            counted.Asker.Tell(new OperationMatched(counted.Matched));
            return;
        }

        var begun = new OperationBegun(OperationId.New(), counted.Request, counted.Walks, counted.Matched, Now);
        _starters.Add(begun.Id, counted.Asker);
        Store(begun, () =>
        {
            var operation = _state.Find(begun.Id)!;
            _starters.Remove(begun.Id);
            counted.Asker.Tell(new OperationFound(operation.View()));
            Announce(begun.Id);
            Run(operation);
        });
    }

    private void Handle(StoreSlice slice)
    {
        var run = Sender;
        Store(new OperationAdvanced(slice.Id, slice.Progress, Now), () => run.Tell(SliceStored.Instance));
    }

    private void Handle(OperationProgressed progressed)
    {
        _state.Show(progressed.Id, progressed.Progress);
        Announce(progressed.Id);
    }

    private void Handle(CancelOperation cancel)
    {
        if (_state.Find(cancel.Id) is not { } operation)
        {
            Sender.Tell(NotFound(cancel.Id));
        }
        else if (_runs.TryGetValue(cancel.Id, out var run))
        {
            if (!_stoppers.TryGetValue(cancel.Id, out var askers))
                _stoppers.Add(cancel.Id, askers = []);
            askers.Add(Sender);
            run.Tell(StopOperation.Instance);
        }
        else
        {
            Sender.Tell(new OperationFound(operation.View()));
        }
    }

    private void Handle(RunEnded ended)
    {
        if (!_runs.Remove(ended.Id, out var run))
            return;
        Context.Stop(run);
        Store(new OperationEnded(ended.Id, ended.Progress, ended.Cancelled, Now), () =>
        {
            Announce(ended.Id);
            AnswerStoppers(ended.Id);
        });
    }

    private void AnswerStoppers(OperationId id)
    {
        if (!_stoppers.Remove(id, out var askers))
            return;
        foreach (var asker in askers)
            asker.Tell(new OperationFound(_state.Find(id)!.View()));
    }

    private void Announce(OperationId id)
    {
        foreach (var hub in _hubs.Where(hub => hub.IsObserving))
            hub.Publish(OperationAnnouncement.Of(_state.Find(id)!.View(), Now));
    }

    private void Store(OperationEvent e, Action stored) => Persist(e, persisted =>
    {
        _state.Apply(persisted);
        stored();
        if (LastSequenceNr % SnapshotEvery == 0)
            SaveSnapshot(_state.Capture());
    });

    private void DropBehind(long sequenceNr)
    {
        DeleteMessages(sequenceNr);
        DeleteSnapshots(new SnapshotSelectionCriteria(sequenceNr - 1));
    }

    private static RequestRefused NotFound(OperationId id) => new(new Refusal(
        Refusal.Codes.NotFound, $"There is no operation {id}. The {OperationBounds.EndedKept} that ended last are remembered."));
}
