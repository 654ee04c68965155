using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that the test actor got, and from whom.</summary>
internal sealed record MessageEnvelope(object Message, IActorRef Sender);
