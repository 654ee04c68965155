using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor.Internal;

internal sealed class DeadLetterRef(ActorSystemImpl system) : ActorRefBase, IInternalActorRef
{
    public override ActorPath Path { get; } = system.RootPath / "deadLetters";

    public IInternalActorRef Parent => ActorRefs.Nobody;

    public bool IsTerminated => false;

    public void SendSystemMessage(SystemMessage message) => DeadSystemMessages.Answer(message);

    protected override void TellInternal(object message, IActorRef? sender)
    {
        if (message is AllDeadLetters)
            system.EventStream.Publish(message);
        else
            system.PublishDeadLetter(message, sender, this);
    }
}
