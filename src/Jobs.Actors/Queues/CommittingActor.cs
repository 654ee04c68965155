using Akka.Actor;
using Akka.Persistence;
using Jobs.Journal;
using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.Queues;

/// <summary>
/// A persistent actor with group commit: events are applied when they are decided and gather while one write is in flight; replies and other messages leave when the last commit whose
/// events they have seen is confirmed. On any fault its memory is ahead of the journal, so it stops, tells everybody who waits that the outcome is unknown, and is started anew.
/// </summary>
internal abstract class CommittingActor<TEvent> : ReceivePersistentActor
{
    /// <summary>Events and bytes that may gather before requests from outside are refused as overload. What workers report is always taken; there are never more of them than workers.</summary>
    public const int GatheredEventsMax = 20_000;
    public const int GatheredBytesMax = 16 * 1024 * 1024;

    /// <summary>A clock that lies behind the newest event by more than this is an error to be looked at.</summary>
    private static readonly TimeSpan ClockLagMax = TimeSpan.FromMinutes(1);

    private readonly EventBuffer _gathered = new();
    private List<Effect> _gatheredEffects = [];
    private List<Effect> _heldEffects = [];
    private bool _writing;
    private bool _flushing;
    private DateTimeOffset? _confirmedAt;
    private DateTimeOffset _decidedAt;

    protected CommittingActor(Guid incarnation, ILogger logger)
    {
        Incarnation = incarnation;
        Logger = logger;
        Command<Flush>(_ => OnFlush());
    }

    protected Guid Incarnation { get; }

    protected ILogger Logger { get; }

    /// <summary>Requests from outside are to be refused until the write in flight is confirmed.</summary>
    protected bool IsOverloaded => _gathered.Count >= GatheredEventsMax || _gathered.Bytes >= GatheredBytesMax;

    protected bool HasGathered => _gathered.Count > 0;

    /// <summary>The clock of the actor system, but never before the newest event.</summary>
    protected DateTimeOffset Now(DateTimeOffset lastEventAt)
    {
        var clock = Context.System.Scheduler.Now.ToUniversalTime();
        if (clock >= lastEventAt)
            return clock;
        if (lastEventAt - clock > ClockLagMax)
            QueueLog.ClockIsBehind(Logger, PersistenceId, lastEventAt - clock);
        return lastEventAt;
    }

    /// <summary>Adds the event's bytes; what can not be encoded throws and adds nothing.</summary>
    protected abstract void Encode(TEvent e, EventBuffer into);

    protected abstract void Apply(TEvent e);

    protected abstract Commit ToCommit(CommitHeader header, ReadOnlyMemory<byte> events);

    /// <summary>The gathered events are about to be written; what is decided from now on belongs to the next commit.</summary>
    protected virtual void OnSealed()
    {
    }

    /// <summary>Encodes the event, applies it, and adds it to the gathering commit. What can not be encoded throws before anything has changed.</summary>
    protected void Record(TEvent e, DateTimeOffset at)
    {
        Encode(e, _gathered);
        _decidedAt = at;
        Apply(e);
        if (_writing || _flushing)
            return;
        _flushing = true;
        Self.Tell(Flush.Instance);
    }

    /// <summary>Sends a message as soon as everything that has been decided so far is durable: now, if it is.</summary>
    protected void Send(IActorRef to, object message)
    {
        if (_gathered.Count > 0)
            _gatheredEffects.Add(new Effect(to, message));
        else if (_writing)
            _heldEffects.Add(new Effect(to, message));
        else
            to.Tell(message, Self);
    }

    protected void Reply(object message) => Send(Sender, message);

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => QueueLog.WriteFailed(Logger, PersistenceId, sequenceNr, cause);

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr)
    {
        // Akka would go on with a memory that is ahead of the journal.
        QueueLog.WriteFailed(Logger, PersistenceId, sequenceNr, cause);
        Context.Stop(Self);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => QueueLog.RecoveryFailed(Logger, PersistenceId, LastSequenceNr, reason);

    protected override void PostStop()
    {
        foreach (var effect in _heldEffects.Concat(_gatheredEffects))
        {
            if (effect.IfUnknown() is { } message)
                effect.To.Tell(message, Self);
        }

        base.PostStop();
    }

    // Runs after the messages that were in the mailbox with the first one, so that they share its write.
    private void OnFlush()
    {
        _flushing = false;
        if (!_writing && _gathered.Count > 0)
            Write();
    }

    private void Write()
    {
        _writing = true;
        OnSealed();
        (_heldEffects, _gatheredEffects) = (_gatheredEffects, _heldEffects);
        PersistAsync(ToCommit(new CommitHeader(Incarnation, _decidedAt, _confirmedAt), _gathered.Take()), OnConfirmed);
    }

    private void OnConfirmed(Commit commit)
    {
        _writing = false;
        _confirmedAt = Context.System.Scheduler.Now.ToUniversalTime();
        foreach (var effect in _heldEffects)
            effect.To.Tell(effect.Message, Self);
        _heldEffects.Clear();
        if (_gathered.Count > 0)
            Write();
    }

    private sealed record Flush : INoSerializationVerificationNeeded
    {
        public static Flush Instance { get; } = new();
    }
}
