using Akka.Actor;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    private Receive? _recover;
    private ReplayWindow? _window;
    private ICancelable? _recoveryTimeout;
    private TimeSpan _recoveryEventTimeout;
    private bool _eventSeenInInterval;

    private void RequestPermit() => Extension.RecoveryPermitter().Tell(RequestRecoveryPermit.Instance, Self);

    private void ReturnPermit() => Extension.RecoveryPermitter().Tell(ReturnRecoveryPermit.Instance, Self);

    private void WaitForPermit(object message)
    {
        if (message is not RecoveryPermitGranted)
        {
            _internalStash.Stash();
            return;
        }

        var recovery = Recovery;
        _recover = Recover;
        _window = new ReplayWindow();
        _recoveryEventTimeout = JournalPlugin.Config.GetTimeSpan("recovery-event-timeout", null, false);
        _recoveryTimeout = Context.System.Scheduler.ScheduleTellOnceCancelable(_recoveryEventTimeout, Self, new RecoveryTick(Snapshot: true), Self);
        _state = State.WaitingForSnapshot;
        SnapshotStore.Tell(new LoadSnapshot(PersistenceId, recovery.FromSnapshot, recovery.ToSequenceNr), Self);
    }

    private void WaitForSnapshot(object message)
    {
        switch (message)
        {
            case LoadSnapshotResult { Snapshot: { } snapshot } result:
                if (TryOffer(snapshot))
                    BeginReplay(result.ToSequenceNr);
                break;
            case LoadSnapshotResult result:
                BeginReplay(result.ToSequenceNr);
                break;
            case LoadSnapshotFailed failed:
                FailRecovery(failed.Cause);
                break;
            case RecoveryTick { Snapshot: true }:
                FailRecovery(TimedOut("snapshot"));
                break;
            default:
                _internalStash.Stash();
                break;
        }
    }

    private bool TryOffer(SelectedSnapshot snapshot)
    {
        var before = LastSequenceNr;
        try
        {
            LastSequenceNr = snapshot.Metadata.SequenceNr;
            var offer = new SnapshotOffer(snapshot.Metadata, snapshot.Snapshot);
            if (!base.AroundReceive(_recover!, offer))
                LastSequenceNr = before;
            return true;
        }
        catch (Exception cause)
        {
            FailRecovery(cause);
            return false;
        }
    }

    private void BeginReplay(long toSequenceNr)
    {
        _recoveryTimeout!.Cancel();
        _recoveryTimeout = Context.System.Scheduler.ScheduleTellRepeatedlyCancelable(
            _recoveryEventTimeout, _recoveryEventTimeout, Self, new RecoveryTick(Snapshot: false), Self);
        _state = State.Replaying;
        Journal.Tell(new ReplayMessages(LastSequenceNr + 1, toSequenceNr, Recovery.ReplayMax, PersistenceId, Self, _window!), Self);
    }

    private void Replay(object message)
    {
        switch (message)
        {
            case ReplayedMessage replayed:
                ApplyReplayed(replayed);
                break;
            case RecoverySuccess success:
                CompleteRecovery(success.HighestSequenceNr);
                break;
            case ReplayMessagesFailure failure:
                FailRecovery(failure.Cause);
                break;
            case RecoveryTick { Snapshot: false }:
                if (!_eventSeenInInterval)
                    FailRecovery(TimedOut("event"));
                _eventSeenInInterval = false;
                break;
            case RecoveryTick:
                break;
            default:
                _internalStash.Stash();
                break;
        }
    }

    private void ApplyReplayed(ReplayedMessage replayed)
    {
        try
        {
            _eventSeenInInterval = true;
            LastSequenceNr = Math.Max(LastSequenceNr, replayed.Persistent.SequenceNr);
            base.AroundReceive(_recover!, replayed.Persistent);
            _window!.Applied(replayed.Bytes);
        }
        catch (Exception cause)
        {
            FailRecovery(cause, replayed.Persistent.Payload);
        }
    }

    private void CompleteRecovery(long highestSequenceNr)
    {
        LeaveRecovery();
        OnReplaySuccess();
        LastSequenceNr = Math.Max(highestSequenceNr, LastSequenceNr);
        _sequenceNr = LastSequenceNr;
        _state = State.ProcessingCommands;
        try
        {
            base.AroundReceive(_recover!, RecoveryCompleted.Instance);
        }
        finally
        {
            // The handler may have persisted already; if it threw, a supervisor may resume the actor.
            BeginProcessing();
            ReturnPermit();
        }
    }

    private bool Recover(object message) => ReceiveRecover(message is IPersistentRepresentation persistent ? persistent.Payload : message);

    private void FailRecovery(Exception cause, object? message = null)
    {
        LeaveRecovery();
        try
        {
            OnRecoveryFailure(cause, message);
        }
        finally
        {
            Context.Stop(Self);
            ReturnPermit();
        }
    }

    /// <summary>Whoever still reads for this recovery may stop.</summary>
    private void LeaveRecovery()
    {
        _recoveryTimeout?.Cancel();
        _window?.Close();
    }

    private RecoveryTimedOutException TimedOut(string expected)
        => new($"Recovery timed out, didn't get {expected} within {_recoveryEventTimeout.TotalSeconds}s, highest sequence number seen {LastSequenceNr}.");
}
