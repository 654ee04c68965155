using System.Threading.Channels;
using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>Collects everything it is told, except what is to be ignored.</summary>
internal sealed class TestActor : ActorBase
{
    private readonly ChannelWriter<MessageEnvelope> _received;
    private Func<object, bool> _ignore = _ => false;

    public TestActor(ChannelWriter<MessageEnvelope> received) => _received = received;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case SetIgnore ignore:
                _ignore = ignore.Ignore;
                break;
            case Watch watch:
                Context.Watch(watch.Actor);
                Sender.Tell(watch);
                break;
            case Unwatch unwatch:
                Context.Unwatch(unwatch.Actor);
                Sender.Tell(unwatch);
                break;
            default:
                if (!_ignore(message))
                    _received.TryWrite(new MessageEnvelope(message, Sender));
                break;
        }

        return true;
    }

    internal sealed record SetIgnore(Func<object, bool> Ignore) : INoSerializationVerificationNeeded;

    internal sealed record Watch(IActorRef Actor) : INoSerializationVerificationNeeded;

    internal sealed record Unwatch(IActorRef Actor) : INoSerializationVerificationNeeded;
}
