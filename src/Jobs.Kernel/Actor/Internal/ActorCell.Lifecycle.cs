using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>Start, restart and end. A restart and an end first wait for the children that are to go.</summary>
internal sealed partial class ActorCell
{
    private void CreateInstance()
    {
        try
        {
            _actor = NewInstance();
            _actor.AroundPreStart();
            if (_receiveTimeout is not null)
                RestartReceiveTimeout(null);
        }
        catch (Exception cause)
        {
            LetGo(_actor);
            _actor = null;
            throw new ActorInitializationException(_self, "Exception during creation", cause);
        }
    }

    private void BeginRestart(Exception cause)
    {
        if (_actor is null)
        {
            RecreateFromNothing();
            return;
        }

        if (_children.IsWaiting)
        {
            ResumeSelfAndChildren(null);
            return;
        }

        var failed = _actor;
        try
        {
            failed.AroundPreRestart(cause, CurrentMessage!);
        }
        catch (Exception inPreRestart)
        {
            Log(new Error(inPreRestart, _self.Path.ToString(), failed.GetType(), inPreRestart.Message));
        }
        finally
        {
            CurrentMessage = null;
            RawSender = null;
            (failed as IActorStash)?.Stash?.UnstashAll();
        }

        if (!_children.WaitThen(AfterChildren.FinishRecreate, cause))
            FinishRestart(cause);
    }

    private void FinishRestart(Exception cause)
    {
        var survivors = _children.All();
        try
        {
            LetGo(_actor);
            Mailbox.Resume();
            _failedBy = null;
            _actor = NewInstance();
            _actor.AroundPostRestart(cause, null!);
        }
        catch (Exception again)
        {
            _actor?.Clear(_self);
            _actor = null;
            HandleFailure(new PostRestartException(_self, again, cause), except: null);
            return;
        }

        foreach (var child in survivors)
            child.Restart(cause);
    }

    /// <summary>The instance was never there: its supervisor wants another try.</summary>
    private void RecreateFromNothing()
    {
        StopChildren();
        if (!_children.WaitThen(AfterChildren.FinishCreate))
            FinishRecreateFromNothing();
    }

    private void FinishRecreateFromNothing()
    {
        Mailbox.Resume();
        _failedBy = null;
        CreateInstance();
    }

    private void BeginTermination()
    {
        CancelReceiveTimeout();
        var alreadyWaiting = _children.IsTerminating;
        StopChildren();
        if (!_children.WaitThen(AfterChildren.FinishTerminate))
            FinishTermination();
        else if (!alreadyWaiting)
        {
            Mailbox.Suspend();
            _failedBy = _self;
        }
    }

    private void FinishTermination()
    {
        var actor = _actor;
        try
        {
            actor?.AroundPostStop();
        }
        catch (Exception failure)
        {
            Log(new Error(failure, _self.Path.ToString(), actor!.GetType(), failure.Message));
        }

        _children.Close();
        CancelReceiveTimeout();
        (actor as IActorStash)?.Stash?.UnstashAll();
        Mailbox.Close();
        _self.Parent.SendSystemMessage(new DeathWatchNotification(_self, existenceConfirmed: true));
        TellWatchers();
        EndWatches();
        LetGo(actor);
        _actor = null;
        CurrentMessage = null;
        RawSender = null;
    }

    private void ContinueAfterChild(IActorRef child)
    {
        switch (_children.Remove(child))
        {
            case AfterChildren.FinishCreate:
                FinishRecreateFromNothing();
                break;
            case AfterChildren.FinishRecreate:
                FinishRestart(_children.RestartCause!);
                break;
            case AfterChildren.FinishTerminate:
                FinishTermination();
                break;
        }
    }
}
