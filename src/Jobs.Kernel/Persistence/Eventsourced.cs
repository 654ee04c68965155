using System.Collections.Immutable;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Persistence;

/// <summary>
/// An actor whose state is what its stored events make of it. This part is what it may ask for; what becomes of messages is in the other parts:
/// <c>Recovery</c> until the stored events have been replayed, <c>Processing</c> afterwards.
/// </summary>
public abstract partial class Eventsourced : ActorBase, IPersistentIdentity, IPersistenceStash, IPersistenceRecovery
{
    private readonly int _instanceId;
    private readonly string _writerGuid = Guid.CreateVersion7().ToString("N");
    private readonly StashOfCell _internalStash;
    private readonly Queue<PendingInvocation> _pendingInvocations = new();
    private PersistencePlugin? _journal;
    private IActorRef? _snapshotStore;
    private IStash _stash = null!;

    /// <summary>What handlers have asked for and the journal has not been given.</summary>
    private List<IPersistentEnvelope> _batch = [];
    private bool _isWriteInProgress;
    private long _sequenceNr;
    private int _pendingStashingInvocations;

    protected Eventsourced()
    {
        Extension = Persistence.Instance.Apply(Context.System);
        _instanceId = Extension.NextInstanceId();
        _internalStash = new StashOfCell((ActorCell)Context);
        _state = State.WaitingForPermit;
        Log = Context.GetLogger();
    }

    /// <summary>Never the same for two actors at a time: the later one's writes fail, and it stops.</summary>
    public abstract string PersistenceId { get; }

    public virtual Recovery Recovery => Recovery.Default;

    public string? JournalPluginId { get; protected set; }

    public string? SnapshotPluginId { get; protected set; }

    public IActorRef Journal => JournalPlugin.Ref;

    public IActorRef SnapshotStore => _snapshotStore ??= Extension.SnapshotStoreFor(SnapshotPluginId);

    /// <summary>True until <see cref="RecoveryCompleted"/> is sent.</summary>
    public bool IsRecovering => _state is State.WaitingForPermit or State.WaitingForSnapshot or State.Replaying;

    public bool IsRecoveryFinished => !IsRecovering;

    /// <summary>The number of the last event that was replayed or whose handler has run.</summary>
    public long LastSequenceNr { get; private set; }

    /// <summary>The number that a snapshot taken now is stamped with: events that are still on their way are not in it.</summary>
    public long SnapshotSequenceNr => LastSequenceNr;

    public IStash Stash
    {
        get => _stash;
        set => _stash = new StashBeforeInternal(value, _internalStash);
    }

    protected PersistenceExtension Extension { get; }

    protected virtual ILoggingAdapter Log { get; }

    private PersistencePlugin JournalPlugin => _journal ??= Extension.Journal(JournalPluginId);

    /// <summary>Stores the event, then runs the handler. Commands wait until it has run.</summary>
    public void Persist<TEvent>(TEvent @event, Action<TEvent> handler) => Persist(@event, handler, isStashing: true);

    /// <summary>Stores all of the events or none, then runs the handler for each in order. Commands wait.</summary>
    public void PersistAll<TEvent>(IEnumerable<TEvent>? events, Action<TEvent> handler)
    {
        EnsureRecovered();
        if (events is not null && events.ToArray() is { Length: > 0 } some)
            PersistAll(some, handler, isStashing: true);
    }

    /// <summary>Stores the event, then runs the handler, in the order of the calls. Commands go on meanwhile.</summary>
    public void PersistAsync<TEvent>(TEvent @event, Action<TEvent> handler) => Persist(@event, handler, isStashing: false);

    /// <summary>Stores all of the events or none, then runs the handler for each in order. Commands go on meanwhile.</summary>
    public void PersistAllAsync<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler)
    {
        EnsureRecovered();
        PersistAll(events.ToArray(), handler, isStashing: false);
    }

    /// <summary>Stores nothing; runs the handler when all handlers before it have run, at once if none wait.</summary>
    public void DeferAsync<TEvent>(TEvent evt, Action<TEvent> handler)
    {
        EnsureRecovered();
        if (_pendingInvocations.Count == 0)
        {
            handler(evt);
            return;
        }

        _pendingInvocations.Enqueue(new PendingInvocation<TEvent>(evt, handler, IsStashing: false));
        _batch.Add(new NonPersistentMessage(evt!, Sender));
    }

    /// <summary>Answered with <see cref="SaveSnapshotSuccess"/> or <see cref="SaveSnapshotFailure"/>.</summary>
    public void SaveSnapshot(object snapshot)
        => SnapshotStore.Tell(new SaveSnapshot(new SnapshotMetadata(PersistenceId, SnapshotSequenceNr, Context.System.Scheduler.Now.UtcDateTime), snapshot), Self);

    /// <summary>Answered with <see cref="DeleteSnapshotSuccess"/> or <see cref="DeleteSnapshotFailure"/>.</summary>
    public void DeleteSnapshot(long sequenceNr) => SnapshotStore.Tell(new DeleteSnapshot(new SnapshotMetadata(PersistenceId, sequenceNr)), Self);

    /// <summary>Answered with <see cref="DeleteSnapshotsSuccess"/> or <see cref="DeleteSnapshotsFailure"/>.</summary>
    public void DeleteSnapshots(SnapshotSelectionCriteria criteria) => SnapshotStore.Tell(new DeleteSnapshots(PersistenceId, criteria), Self);

    /// <summary>
    /// Deletes the events up to that number, which may not lie ahead of <see cref="LastSequenceNr"/>.
    /// Answered with <see cref="DeleteMessagesSuccess"/> or <see cref="DeleteMessagesFailure"/>.
    /// </summary>
    public void DeleteMessages(long toSequenceNr)
    {
        if (toSequenceNr == long.MaxValue || toSequenceNr <= LastSequenceNr)
        {
            Journal.Tell(new DeleteMessagesTo(PersistenceId, Math.Min(toSequenceNr, LastSequenceNr), Self), Self);
            return;
        }

        var cause = new InvalidOperationException($"toSequenceNr [{toSequenceNr}] must be less than or equal to LastSequenceNr [{LastSequenceNr}]");
        Self.Tell(new DeleteMessagesFailure(cause, toSequenceNr), Self);
    }

    /// <summary>During recovery: a <see cref="SnapshotOffer"/>, the events, then <see cref="RecoveryCompleted"/>.</summary>
    protected abstract bool ReceiveRecover(object message);

    protected abstract bool ReceiveCommand(object message);

    /// <summary>All events have been replayed; <see cref="RecoveryCompleted"/> follows.</summary>
    protected virtual void OnReplaySuccess()
    {
    }

    /// <summary>The events could not be read, or the actor threw at one of them. It is stopped afterwards.</summary>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
        => Log.Error(
            reason, "Recovery of {0} failed at {1} after sequence number {2}", PersistenceId, message?.GetType().Name ?? "its journal", LastSequenceNr);

    /// <summary>Nobody knows whether the event is stored; its handler never runs. The actor is stopped afterwards.</summary>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr)
        => Log.Error(cause, "Failed to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}].", @event.GetType(), sequenceNr, PersistenceId);

    /// <summary>The event is certainly not stored; its handler never runs. The actor goes on.</summary>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr)
        => Log.Error(
            cause, "Rejected to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}].", @event.GetType(), sequenceNr, PersistenceId);

    private void Persist<TEvent>(TEvent @event, Action<TEvent> handler, bool isStashing)
    {
        EnsureRecovered();
        Await(@event, handler, isStashing);
        _batch.Add(new AtomicWrite(NextPersistent(@event!)));
    }

    private void PersistAll<TEvent>(TEvent[] events, Action<TEvent> handler, bool isStashing)
    {
        var persistents = ImmutableArray.CreateBuilder<IPersistentRepresentation>(events.Length);
        foreach (var @event in events)
        {
            Await(@event, handler, isStashing);
            persistents.Add(NextPersistent(@event!));
        }

        _batch.Add(new AtomicWrite(persistents.ToImmutable()));
    }

    private void Await<TEvent>(TEvent @event, Action<TEvent> handler, bool isStashing)
    {
        _pendingInvocations.Enqueue(new PendingInvocation<TEvent>(@event, handler, isStashing));
        if (isStashing)
            _pendingStashingInvocations++;
    }

    private Persistent NextPersistent(object @event)
        => new(@event, ++_sequenceNr, PersistenceId, sender: Sender, writerGuid: _writerGuid);

    private void EnsureRecovered()
    {
        if (IsRecovering)
            throw new InvalidOperationException("Cannot persist during replay. Events can be persisted when receiving RecoveryCompleted or later.");
    }
}
