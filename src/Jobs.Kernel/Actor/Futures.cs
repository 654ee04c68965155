using Akka.Actor.Internal;

namespace Akka.Actor;

public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<object>(message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) => self.Ask<object>(message, null, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) => self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) => self.Ask<T>(message, null, cancellationToken);

    /// <summary>
    /// Tells, and completes with the first answer. It faults with <see cref="AskTimeoutException"/> after the timeout (by default
    /// <c>akka.actor.ask-timeout</c>) and with the cause of a <see cref="Status.Failure"/>; whatever comes later is a dead letter.
    /// </summary>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var asking = NewQuestion<T>(self, timeout, cancellationToken);
        self.Tell(message, asking);
        return asking.Task;
    }

    /// <summary>As the other, for messages that carry the address to answer to.</summary>
    public static Task<T> Ask<T>(this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var asking = NewQuestion<T>(self, timeout, cancellationToken);
        self.Tell(messageFactory(asking), asking);
        return asking.Task;
    }

    private static AskRef<T> NewQuestion<T>(ICanTell self, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var system = ActorSystemImpl.Of(self) ?? ActorCell.Current?.SystemImpl ?? throw new ArgumentException("Unable to resolve the target Provider", nameof(self));
        var asking = new AskRef<T>(system);
        asking.ExpireAfter(timeout ?? system.Settings.AskTimeout, cancellationToken);
        return asking;
    }
}
