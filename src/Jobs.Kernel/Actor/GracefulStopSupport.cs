using Akka.Actor.Internal;

namespace Akka.Actor;

public static class GracefulStopSupport
{
    /// <summary>Sends a <see cref="PoisonPill"/>; true when the actor has terminated within the timeout.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        if (target is not IInternalActorRef internalTarget)
            throw new InvalidOperationException($"{target} is not an {typeof(IInternalActorRef)} and cannot be death-watched");
        var death = new DeathWait(internalTarget);
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            await death.Task.WaitAsync(timeout).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            death.End();
        }
    }
}
