using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>The reference to an actor with a cell.</summary>
internal sealed class LocalActorRef : ActorRefBase, IInternalActorRef
{
    public LocalActorRef(ActorSystemImpl system, Props props, IInternalActorRef parent, ActorPath path)
    {
        Path = path;
        Parent = parent;
        Cell = new ActorCell(system, this, props);
    }

    public override ActorPath Path { get; }

    public ActorCell Cell { get; }

    public IInternalActorRef Parent { get; }

    public bool IsTerminated => Cell.Mailbox.IsClosed;

    public void Start() => Cell.Mailbox.PostSystem(new Create());

    public void SendSystemMessage(SystemMessage message) => Cell.Mailbox.PostSystem(message);

    protected override void TellInternal(object message, IActorRef? sender) => Cell.Post(message, sender);
}
