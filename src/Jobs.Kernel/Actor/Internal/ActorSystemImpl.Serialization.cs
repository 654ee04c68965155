using System.Runtime.Serialization;
using Akka.Event;

namespace Akka.Actor.Internal;

/// <summary><c>akka.actor.serialize-messages = on</c>.</summary>
internal sealed partial class ActorSystemImpl
{
    /// <summary>
    /// Replaces a message by what its serializer makes of it. What cannot be serialized is not sent, and an error is published. A message inside
    /// another one is only tried, because nobody knows how to put it back.
    /// </summary>
    public bool TryReserialize(ref object message, ActorCell recipient)
    {
        var inner = message;
        while (inner is IWrappedMessage wrapped and not INoSerializationVerificationNeeded)
            inner = wrapped.Message;
        if (inner is INoSerializationVerificationNeeded)
            return true;
        try
        {
            var copy = Reserialize(inner);
            if (ReferenceEquals(inner, message))
                message = copy;
            return true;
        }
        catch (Exception cause)
        {
            var failure = new SerializationException($"Failed to serialize and deserialize payload object [{inner.GetType()}] for {recipient.Self}", cause);
            EventStream.Publish(new Error(failure, recipient.Parent.ToString()!, recipient.Props.Type, "Swallowing exception during message send"));
            return false;
        }
    }

    private object Reserialize(object message)
    {
        var serializer = Serialization.FindSerializerFor(message);
        var manifest = Akka.Serialization.Serialization.ManifestFor(serializer, message);
        return Serialization.Deserialize(serializer.ToBinary(message), serializer.Identifier, manifest);
    }
}
