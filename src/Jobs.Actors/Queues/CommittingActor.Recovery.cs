using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Persistence;
using Google.Protobuf;
using Jobs.Checkpoints;
using Jobs.Index;
using Jobs.Telemetry;

namespace Jobs.Queues;

/// <summary>
/// From the disk to memory. Without a pointer the journal is the whole story. With one it is the tail of what the index says; if the two do not fit together, the journal is read whole, and if that does
/// not begin at its beginning, nothing is believed and the actor stays down.
/// </summary>
internal abstract partial class CommittingActor<TEvent, TCommit>
{
    private const string LoadKey = "load-index";

    private readonly CheckpointPlan _plan;
    private TailReplay<TCommit>? _tail;

    public override Recovery Recovery => _plan.ReplayWhole ? new Recovery(SnapshotSelectionCriteria.None) : Recovery.Default;

    /// <summary>Applies one commit of the journal.</summary>
    protected abstract void Replay(TCommit commit);

    /// <summary>Makes the memory what it was at the checkpoint; nothing has been applied before.</summary>
    protected abstract void Restore(StoredCheckpoint checkpoint);

    /// <summary>What else has to be read before the actor can go on from a checkpoint and the tail; null: nothing.</summary>
    protected virtual Func<IIndexReads, object>? Missing() => null;

    /// <summary>It was read.</summary>
    protected virtual void Found(object missing)
    {
    }

    /// <summary>The memory is what it was; from here on the actor decides.</summary>
    protected abstract void Opened();

    private TailReplay<TCommit> Tail => _tail ??= new TailReplay<TCommit>(PersistenceId);

    private void Begin(SnapshotOffer offer)
    {
        Tail.Begin(_pointedTo = offer.Metadata.SequenceNr);
        _trim.Restore(offer.Metadata.SequenceNr, (IndexPointer)offer.Snapshot);
    }

    private void Read(TCommit commit)
    {
        if (Tail.Take(LastSequenceNr, commit))
            Apply(commit);
    }

    private void Apply(TCommit commit)
    {
        Replay(commit);
        CountReplayed(commit.Events.Length);
    }

    private void OnJournalRead()
    {
        if (Tail.Pointer == 0)
            Tail.End(LastSequenceNr);
        if (_plan.Index is null)
            Judge(null);
        else if (Tail.Pointer > 0 || LastSequenceNr == 0)
            Ask(new LoadCheckpoint(PersistenceId, MinutesFrom()));
        else
            OpenAnew();
    }

    private void Ask(object request)
    {
        BecomeStacked(Loading);
        Timers.StartSingleTimer(LoadKey, LoadTimedOut.Instance, CheckpointBounds.LoadTimeout);
        _plan.Index!.Tell(request, Self);
    }

    private void Loading()
    {
        Command<CheckpointLoaded>(loaded => EndLoading(() => Judge(loaded.Checkpoint)));
        Command<MissingRead>(read => EndLoading(() => GoOnWith(read.Missing)));
        Command<IndexUnreadable>(unreadable => Fail(unreadable.Cause));
        Command<LoadTimedOut>(_ => Fail(new TimeoutException($"The index has not answered within {CheckpointBounds.LoadTimeout}.")));
        CommandAny(_ => Stash.Stash());
    }

    private void EndLoading(Action end)
    {
        Timers.Cancel(LoadKey);
        UnbecomeStacked();
        try
        {
            end();
        }
        catch (Exception cause)
        {
            OnRecoveryFailure(cause);
            Context.Stop(Self);
        }

        Stash.UnstashAll();
    }

    private void Judge(StoredCheckpoint? checkpoint)
    {
        if (Tail.Pointer == 0 && checkpoint is null)
            OpenAnew();
        else if (Tail.Pointer == 0)
            throw new JournalGapException(PersistenceId, 1, $"the journal is empty, but the index speaks for it up to {checkpoint!.SequenceNr}");
        else if (checkpoint is not null && Tail.Continues(checkpoint.SequenceNr, LastSequenceNr))
            Continue(checkpoint);
        else
            ReplayWholeJournal(checkpoint);
    }

    private void Continue(StoredCheckpoint checkpoint)
    {
        if (!TryRestore(checkpoint))
            return;
        _lag.StartsAt(checkpoint.SequenceNr);
        foreach (var (_, commit) in Tail.TakeAfter(checkpoint.SequenceNr))
            Apply(commit);
        if (Missing() is { } read)
            Ask(new ReadIndex(reads => new MissingRead(read(reads))));
        else
            GoOn();
    }

    private void GoOnWith(object missing)
    {
        Found(missing);
        GoOn();
    }

    private void GoOn()
    {
        Opened();
        TrimJournal();
    }

    private bool TryRestore(StoredCheckpoint checkpoint)
    {
        try
        {
            Restore(checkpoint);
            return true;
        }
        catch (Exception cause) when (cause is SerializationException or InvalidProtocolBufferException or IndexDamagedException)
        {
            QueueLog.IndexDamaged(Logger, PersistenceId, checkpoint.SequenceNr, cause);
            ReplayWholeJournal(checkpoint);
            return false;
        }
    }

    private void OpenAnew()
    {
        _lag.StartsAnew();
        if (LastSequenceNr > 0)
            _lag.Demand();
        Opened();
    }

    // Akka.NET reads a journal once in an actor's life, and from the pointer on if there is one.
    private void ReplayWholeJournal(StoredCheckpoint? checkpoint)
    {
        QueueLog.IndexDoesNotFit(Logger, PersistenceId, Tail.Pointer, checkpoint?.SequenceNr, LastSequenceNr);
        Context.Parent.Tell(Checkpoints.ReplayWhole.Instance);
        Context.Stop(Self);
    }

    private void Fail(Exception cause)
    {
        OnRecoveryFailure(cause);
        Context.Stop(Self);
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        var damage = Damage.In(reason, PersistenceId, LastSequenceNr);
        if (damage is not null)
            QueueLog.StaysDown(Logger, PersistenceId, damage, reason);
        else
            QueueLog.RecoveryFailed(Logger, PersistenceId, LastSequenceNr, reason);
        Context.Parent.Tell(new RecoveryFailed(damage ?? $"{PersistenceId} could not be read: {reason.Message}", damage is not null));
    }

    private sealed record MissingRead(object Missing) : INoSerializationVerificationNeeded;

    private sealed record LoadTimedOut : INoSerializationVerificationNeeded
    {
        public static LoadTimedOut Instance { get; } = new();
    }
}
