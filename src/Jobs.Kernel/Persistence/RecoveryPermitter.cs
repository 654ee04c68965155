using Akka.Actor;

namespace Akka.Persistence;

internal sealed class RequestRecoveryPermit : INoSerializationVerificationNeeded
{
    public static RequestRecoveryPermit Instance { get; } = new();
}

internal sealed class RecoveryPermitGranted : INoSerializationVerificationNeeded
{
    public static RecoveryPermitGranted Instance { get; } = new();
}

internal sealed class ReturnRecoveryPermit : INoSerializationVerificationNeeded
{
    public static ReturnRecoveryPermit Instance { get; } = new();
}

/// <summary>Lets so many actors replay at a time; the others wait in the order in which they asked. Who stops gives its permit back.</summary>
internal sealed class RecoveryPermitter(int permits) : ActorBase
{
    private readonly HashSet<IActorRef> _recovering = [];
    private readonly LinkedList<IActorRef> _waiting = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case RequestRecoveryPermit:
                // An actor that asks again has been restarted: what its earlier instance held or waited for is over.
                _recovering.Remove(Sender);
                _waiting.Remove(Sender);
                Context.Watch(Sender);
                _waiting.AddLast(Sender);
                break;
            case ReturnRecoveryPermit:
                Context.Unwatch(Sender);
                _recovering.Remove(Sender);
                break;
            case Terminated terminated:
                _recovering.Remove(terminated.ActorRef);
                _waiting.Remove(terminated.ActorRef);
                break;
            default:
                return false;
        }

        while (_recovering.Count < permits && _waiting.First is { } next)
        {
            _waiting.RemoveFirst();
            _recovering.Add(next.Value);
            next.Value.Tell(RecoveryPermitGranted.Instance);
        }

        return true;
    }
}
