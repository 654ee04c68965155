using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>The address of an actor: all that others may hold of it. It outlives the actor; what is told to a stopped one becomes a dead letter.</summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    ActorPath Path { get; }
}

public static class ActorRefImplicitSenderExtensions
{
    /// <summary>Tells with the actor that is running now, if any, as the sender.</summary>
    public static void Tell(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.Self);

    /// <summary>Passes the message on as if its present sender had sent it here.</summary>
    public static void Forward(this IActorRef receiver, object message) => receiver.Tell(message, ActorCell.Current?.RawSender);
}

public static class ActorRefExtensions
{
    public static bool IsNobody(this IActorRef? actorRef) => actorRef is null or Nobody;
}
