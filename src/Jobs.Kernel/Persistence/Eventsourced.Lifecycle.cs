using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    private State _state;

    private enum State
    {
        WaitingForPermit,
        WaitingForSnapshot,
        Replaying,
        ProcessingCommands,
        PersistingEvents,
    }

    public override void AroundPreStart()
    {
        if (PersistenceId is null)
            throw new InvalidOperationException($"PersistenceId is [null] for PersistentActor [{Self.Path}]");

        // A plugin that is missing shows now, not at the first event.
        _ = (Journal, SnapshotStore);
        RequestPermit();
        base.AroundPreStart();
    }

    public override void AroundPreRestart(Exception cause, object message)
    {
        try
        {
            LeaveRecovery();
            GiveStashedBack();
        }
        finally
        {
            Flush();
            base.AroundPreRestart(cause, WhatTheActorSaw(message));
        }
    }

    public override void AroundPostRestart(Exception reason, object message)
    {
        RequestPermit();
        base.AroundPostRestart(reason, message);
    }

    public override void AroundPostStop()
    {
        try
        {
            LeaveRecovery();
            GiveStashedBack();
        }
        finally
        {
            base.AroundPostStop();
        }
    }

    protected internal override bool AroundReceive(Receive receive, object message)
    {
        switch (_state)
        {
            case State.ProcessingCommands:
                ProcessCommand(receive, message);
                break;
            case State.PersistingEvents:
                WaitForStored(message);
                break;
            case State.Replaying:
                Replay(message);
                break;
            case State.WaitingForSnapshot:
                WaitForSnapshot(message);
                break;
            default:
                WaitForPermit(message);
                break;
        }

        return true;
    }

    protected override void Unhandled(object message)
    {
        switch (message)
        {
            case RecoveryCompleted:
                return;
            case SaveSnapshotFailure failure:
                Log.Warning("Failed to SaveSnapshot given metadata [{0}] due to: [{1}]", failure.Metadata, failure.Cause.Message);
                break;
            case DeleteSnapshotFailure failure:
                Log.Warning("Failed to DeleteSnapshot given metadata [{0}] due to: [{1}]", failure.Metadata, failure.Cause.Message);
                break;
            case DeleteSnapshotsFailure failure:
                Log.Warning("Failed to DeleteSnapshots given criteria [{0}] due to: [{1}]", failure.Criteria, failure.Cause.Message);
                break;
            case DeleteMessagesFailure failure:
                Log.Warning("Failed to DeleteMessages ToSequenceNr [{0}] for PersistenceId [{1}] due to: {2}", failure.ToSequenceNr, PersistenceId, failure.Cause.Message);
                break;
        }

        base.Unhandled(message);
    }

    private static object WhatTheActorSaw(object message) => message switch
    {
        WriteMessageSuccess success => success.Persistent,
        LoopMessageSuccess success => success.Message,
        ReplayedMessage replayed => replayed.Persistent,
        _ => message,
    };

    private void GiveStashedBack()
    {
        _internalStash.UnstashAll();
        Stash.UnstashAll(static envelope => envelope.Message is not (WriteMessageSuccess or ReplayedMessage));
    }
}
