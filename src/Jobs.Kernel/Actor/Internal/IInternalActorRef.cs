using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>The side of a reference that only the runtime uses.</summary>
internal interface IInternalActorRef : IActorRef
{
    IInternalActorRef Parent { get; }

    bool IsTerminated { get; }

    void SendSystemMessage(SystemMessage message);
}

internal static class Lifecycle
{
    public static void Stop(this IInternalActorRef actor) => actor.SendSystemMessage(new Terminate());

    public static void Restart(this IInternalActorRef actor, Exception cause) => actor.SendSystemMessage(new Recreate(cause));

    public static void Suspend(this IInternalActorRef actor) => actor.SendSystemMessage(new Suspend());

    public static void Resume(this IInternalActorRef actor, Exception? causedByFailure) => actor.SendSystemMessage(new Resume(causedByFailure));
}
