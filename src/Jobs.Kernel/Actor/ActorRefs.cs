using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

public static class ActorRefs
{
    public static readonly Nobody Nobody = Nobody.Instance;

    public static readonly IActorRef? NoSender;
}

/// <summary>The reference to no actor: whatever is told to it is gone.</summary>
public sealed class Nobody : ActorRefBase, IInternalActorRef
{
    public static readonly Nobody Instance = new();

    private readonly ActorPath _path = new RootActorPath(new Address("akka", "all-systems"), "/Nobody");

    private Nobody()
    {
    }

    public override ActorPath Path => _path;

    bool IInternalActorRef.IsTerminated => false;

    IInternalActorRef IInternalActorRef.Parent => this;

    protected override void TellInternal(object message, IActorRef? sender)
    {
    }

    void IInternalActorRef.SendSystemMessage(SystemMessage message)
    {
    }
}
