using Akka.Actor;
using Akka.Persistence;
using Jobs.Checkpoints;
using Jobs.Journal;
using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.Queues;

/// <summary>
/// A persistent actor with group commit: events are applied when they are decided and gather while one write is in flight; replies and other messages leave when the last commit whose
/// events they have seen is confirmed. A commit that nobody waits for lingers a moment, so that it shares the write of the next. On any fault its memory is ahead of the journal, so it stops, tells everybody who waits that the outcome is unknown, and is started anew.
/// </summary>
internal abstract partial class CommittingActor<TEvent, TCommit> : ReceivePersistentActor, IWithTimers
    where TCommit : Commit
{
    /// <summary>Events and bytes that may gather before requests from outside are refused as overload. What workers report is always taken; there are never more of them than workers.</summary>
    public const int GatheredEventsMax = 20_000;
    public const int GatheredBytesMax = 16 * 1024 * 1024;

    /// <summary>How long events that nobody waits for may stay unwritten. A crash within it repeats what they tell, as a crash during their write does.</summary>
    public static readonly TimeSpan LingerMax = TimeSpan.FromMilliseconds(5);

    private const string LingerKey = "linger";

    /// <summary>A clock that lies behind the newest event by more than this is an error to be looked at.</summary>
    private static readonly TimeSpan ClockLagMax = TimeSpan.FromMinutes(1);

    private readonly EventBuffer _gathered = new();
    private List<Effect> _gatheredEffects = [];
    private List<Effect> _heldEffects = [];
    private bool _writing;
    private bool _flushing;
    private bool _lingering;

    /// <summary>Somebody waits for what has gathered.</summary>
    private bool _isAwaited;

    private DateTimeOffset? _confirmedAt;
    private DateTimeOffset _decidedAt;

    protected CommittingActor(Guid incarnation, CheckpointPlan plan, ILogger logger)
    {
        Incarnation = incarnation;
        Logger = logger;
        _plan = plan;
        _trim = new JournalTrim(plan.JournalKeep);

        Recover<SnapshotOffer>(Begin);
        Recover<TCommit>(Read);
        Recover<RecoveryCompleted>(_ => OnJournalRead());

        Command<Flush>(_ => OnFlush());
        Command<LingerIsOver>(_ => OnLingerIsOver());
        FollowWithIndex();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected Guid Incarnation { get; }

    protected ILogger Logger { get; }

    /// <summary>Requests from outside are to be refused until the write in flight is confirmed.</summary>
    protected bool IsOverloaded => _gathered.Count >= GatheredEventsMax || _gathered.Bytes >= GatheredBytesMax || _lag.IsTooFar;

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

    protected abstract TCommit ToCommit(CommitHeader header, ReadOnlyMemory<byte> events);

    /// <summary>The gathered events are about to be written; what is decided from now on belongs to the next commit.</summary>
    protected virtual void OnSealed()
    {
    }

    /// <summary>What was sealed last is durable since <paramref name="at"/>, and all that waited for it has left.</summary>
    protected virtual void OnCommitted(DateTimeOffset at)
    {
    }

    /// <summary>Encodes the event, applies it, and adds it to the gathering commit. What can not be encoded throws before anything has changed.</summary>
    protected void Record(TEvent e, DateTimeOffset at)
    {
        var before = _gathered.Bytes;
        Encode(e, _gathered);
        _decidedAt = at;
        Apply(e);
        CountForIndex(_gathered.Bytes - before);
        FlushSoon();
    }

    /// <summary>Sends a message as soon as everything that has been decided so far is durable: now, if it is.</summary>
    protected void Send(IActorRef to, object message)
    {
        if (_gathered.Count > 0 && !_isAwaited)
        {
            _isAwaited = true;
            FlushSoon();
        }

        SendInPassing(to, message);
    }

    /// <summary>Like <see cref="Send(IActorRef, object)"/>, to one who does not wait: no reason to write at once.</summary>
    protected void SendInPassing(IActorRef to, object message)
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

    protected override void PostStop()
    {
        foreach (var effect in _heldEffects.Concat(_gatheredEffects))
        {
            if (effect.IfUnknown() is { } message)
                effect.To.Tell(message, Self);
        }

        AnswerAllFollowers();
        base.PostStop();
    }

    private void FlushSoon()
    {
        if (_writing || _flushing)
            return;
        _flushing = true;
        Self.Tell(Flush.Instance);
    }

    // Runs after the messages that were in the mailbox with the first one, so that they share its write.
    private void OnFlush()
    {
        _flushing = false;
        if (!_writing)
            WriteWhatGathered();
    }

    private void OnLingerIsOver()
    {
        _lingering = false;
        if (!_writing && _gathered.Count > 0)
            Write();
    }

    private void WriteWhatGathered()
    {
        if (_gathered.Count == 0)
            return;
        if (_isAwaited)
            Write();
        else if (!_lingering)
            Linger();
    }

    // A timer that is under way serves the next as well: at most its events linger for less.
    private void Linger()
    {
        _lingering = true;
        Timers.StartSingleTimer(LingerKey, LingerIsOver.Instance, LingerMax);
    }

    private void Write()
    {
        _writing = true;
        _isAwaited = false;
        OnSealed();
        CaptureIfDue();
        (_heldEffects, _gatheredEffects) = (_gatheredEffects, _heldEffects);
        var header = new CommitHeader(Incarnation, _decidedAt, _confirmedAt);
        PersistAsync(ToCommit(header, _gathered.Take(CommitCodec.RoomFor(header))), OnConfirmed);
    }

    private void OnConfirmed(TCommit commit)
    {
        _writing = false;
        var confirmedAt = Context.System.Scheduler.Now.ToUniversalTime();
        _confirmedAt = confirmedAt;
        foreach (var effect in _heldEffects)
            effect.To.Tell(effect.Message, Self);
        _heldEffects.Clear();
        OnCommitted(confirmedAt);
        SendCaptured();
        WriteWhatGathered();
    }

    private sealed record Flush : INoSerializationVerificationNeeded
    {
        public static Flush Instance { get; } = new();
    }

    private sealed record LingerIsOver : INoSerializationVerificationNeeded
    {
        public static LingerIsOver Instance { get; } = new();
    }
}
