using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>The top of the hierarchy, <c>/</c>. When the user's guardian is gone it stops the system's, then itself.</summary>
internal sealed class RootGuardian : ActorBase
{
    private readonly ActorSystemImpl _system;

    public RootGuardian(ActorSystemImpl system) => _system = system;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Supervise supervise:
                Context.Watch(supervise.Child);
                return true;
            case Terminated { ActorRef.Path.Name: ActorSystemImpl.UserGuardianName }:
                _system.BeginEnd();
                if (Context.Child(ActorSystemImpl.SystemGuardianName) is LocalActorRef systemGuardian)
                    Context.Stop(systemGuardian);
                return true;
            case Terminated:
                Context.Stop(Self);
                return true;
            default:
                return false;
        }
    }

    protected override SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.StoppingStrategy;

    /// <summary>Watch this guardian: its end is the system's.</summary>
    internal sealed record Supervise(IActorRef Child) : INoSerializationVerificationNeeded;
}

/// <summary>The parent of top-level actors, <c>/user</c> or <c>/system</c>. It fails, and ends, with a child whose failure is escalated.</summary>
internal sealed class Guardian : ActorBase
{
    private readonly SupervisorStrategy _strategy;

    public Guardian(SupervisorStrategy strategy) => _strategy = strategy;

    protected override bool Receive(object message) => false;

    protected override SupervisorStrategy SupervisorStrategy() => _strategy;
}

/// <summary>The root's parent, who learns of its end.</summary>
internal sealed class AboveTheRoot(ActorSystemImpl system) : ActorRefBase, IInternalActorRef
{
    public override ActorPath Path { get; } = system.RootPath / "bubble-walker";

    public IInternalActorRef Parent => this;

    public bool IsTerminated => false;

    public void SendSystemMessage(SystemMessage message)
    {
        switch (message)
        {
            case DeathWatchNotification:
                system.FinishEnd();
                break;
            case Failed failed:
                failed.Child.Stop();
                break;
        }
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
    }
}
