using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary>A failure suspends the actor and its children until the supervisor has decided.</summary>
internal sealed partial class ActorCell
{
    /// <summary>Who failed: this actor, or the child whose failure was escalated; null when all is well.</summary>
    private IActorRef? _failedBy;

    private void HandleFailure(Exception cause) => HandleFailure(cause, null);

    private void HandleFailure(Exception cause, IInternalActorRef? except)
    {
        if (_failedBy is not null || Mailbox.IsClosed)
            return;
        _failedBy = (IActorRef?)except ?? _self;
        Mailbox.Suspend();
        foreach (var child in _children.All())
            if (!ReferenceEquals(child, except))
                child.Suspend();
        _self.Parent.SendSystemMessage(new Failed(_self, cause));
    }

    private void SuperviseFailure(Failed failed)
    {
        if (_children.Find(failed.Child) is not { } stats)
        {
            Log(new Debug(_self.Path.ToString(), typeof(ActorCell), $"dropping Failed({failed.Cause.Message}) from unknown child {failed.Child}"));
            return;
        }

        var strategy = Props.SupervisorStrategy ?? _actor?.SupervisorStrategyInternal ?? SupervisorStrategy.DefaultStrategy;
        if (!strategy.HandleFailure(this, failed.Child, failed.Cause, stats))
            HandleFailure(failed.Cause, failed.Child);
    }

    private void SuspendSelfAndChildren()
    {
        Mailbox.Suspend();
        foreach (var child in _children.All())
            child.Suspend();
    }

    private void ResumeSelfAndChildren(Exception? causedByFailure)
    {
        if (_actor is null)
        {
            if (!_children.IsWaiting)
                RecreateFromNothing();
            return;
        }

        var failedBy = _failedBy;
        Mailbox.Resume();
        if (causedByFailure is not null)
            _failedBy = null;
        foreach (var child in _children.All())
            child.Resume(child.Equals(failedBy) ? causedByFailure : null);
    }
}
