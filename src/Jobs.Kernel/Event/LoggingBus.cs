using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Event;

/// <summary>Publish and subscribe by class: a subscriber gets every event of its class and of those derived from it, each event once.</summary>
public class LoggingBus
{
    private readonly Lock _gate = new();
    private readonly HashSet<(IActorRef Subscriber, Type Channel)> _subscriptions = [];

    /// <summary>Who gets an event of a class; emptied by every change.</summary>
    private volatile ConcurrentDictionary<Type, IActorRef[]> _subscribers = new();

    internal LoggingBus()
    {
    }

    public LogLevel LogLevel { get; private set; }

    /// <summary>False when it was subscribed already.</summary>
    public virtual bool Subscribe(IActorRef subscriber, Type classifier)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_gate)
        {
            _subscriptions.RemoveWhere(known => known.Subscriber is IInternalActorRef { IsTerminated: true });
            var added = _subscriptions.Add((subscriber, classifier));
            _subscribers = new ConcurrentDictionary<Type, IActorRef[]>();
            return added;
        }
    }

    public virtual bool Unsubscribe(IActorRef subscriber, Type classifier) => Unsubscribe(known => known.Channel == classifier && known.Subscriber.Equals(subscriber));

    public virtual bool Unsubscribe(IActorRef subscriber) => Unsubscribe(known => known.Subscriber.Equals(subscriber));

    public virtual void Publish(object @event)
    {
        var subscribers = _subscribers;
        if (!subscribers.TryGetValue(@event.GetType(), out var interested))
            interested = Resolve(subscribers, @event.GetType());
        foreach (var subscriber in interested)
        {
            // A stopped subscriber is forgotten with the next subscription; a dead letter about a dead letter would never end.
            if (subscriber is not IInternalActorRef { IsTerminated: true })
                subscriber.Tell(@event, ActorRefs.NoSender);
        }
    }

    /// <summary>Log entries below this level are not even made.</summary>
    public void SetLogLevel(LogLevel logLevel) => LogLevel = logLevel;

    private bool Unsubscribe(Predicate<(IActorRef Subscriber, Type Channel)> match)
    {
        lock (_gate)
        {
            var removed = _subscriptions.RemoveWhere(match) > 0;
            _subscribers = new ConcurrentDictionary<Type, IActorRef[]>();
            return removed;
        }
    }

    private IActorRef[] Resolve(ConcurrentDictionary<Type, IActorRef[]> subscribers, Type type)
    {
        lock (_gate)
        {
            IActorRef[] interested = [.. _subscriptions.Where(known => known.Channel.IsAssignableFrom(type)).Select(known => known.Subscriber).Distinct()];
            return subscribers.GetOrAdd(type, interested);
        }
    }
}
