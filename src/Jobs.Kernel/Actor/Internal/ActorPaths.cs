namespace Akka.Actor.Internal;

internal sealed class RootActorPath(Address address, string name = "") : ActorPath(address, null, name, UndefinedUid);

internal sealed class ChildActorPath(ActorPath parent, string name, long uid) : ActorPath(parent.Address, parent, name, uid);
