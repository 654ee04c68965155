using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

internal sealed partial class ActorCell
{
    /// <summary>Whom this actor watches, with the message it wants instead of <see cref="Terminated"/>.</summary>
    private Dictionary<IActorRef, object?>? _watching;

    /// <summary>Whose notice is in the mailbox: <see cref="Unwatch"/> takes it back from here.</summary>
    private Dictionary<IActorRef, object?>? _noticed;

    private HashSet<IInternalActorRef>? _watchers;

    public IActorRef Watch(IActorRef subject) => Watch(subject, null);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Watch(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        if (_watching is not null && _watching.Remove(subject))
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch(_self));
        _noticed?.Remove(subject);
        return subject;
    }

    private IActorRef Watch(IActorRef subject, object? message)
    {
        if (subject.Equals(_self))
            return subject;
        _watching ??= [];
        if (_watching.TryGetValue(subject, out var agreed))
        {
            if (!Equals(agreed, message))
                throw new InvalidOperationException($"Watch({_self},{subject}) termination message was not overwritten from [{agreed}] to [{message}]. If this was intended, unwatch first before using Watch / WatchWith with another message.");
            return subject;
        }

        _watching.Add(subject, message);
        ((IInternalActorRef)subject).SendSystemMessage(new Watch((IInternalActorRef)subject, _self));
        return subject;
    }

    private void AddWatcher(Watch watch)
    {
        if (watch.Watchee.Equals(_self) && !watch.Watcher.Equals(_self))
            (_watchers ??= []).Add(watch.Watcher);
    }

    /// <summary>A watched actor or a child is gone: the watch's notice takes its place in the mailbox, the child's name becomes free.</summary>
    private void HandleDeath(DeathWatchNotification death)
    {
        if (_watching is not null && _watching.Remove(death.Actor, out var message) && !_children.IsTerminating)
        {
            (_noticed ??= [])[death.Actor] = message;
            Mailbox.Post(new Envelope(new Terminated(death.Actor, death.ExistenceConfirmed, addressTerminated: false), death.Actor));
        }

        if (_children.Find(death.Actor) is not null)
            ContinueAfterChild(death.Actor);
    }

    private void ReceiveTerminated(Terminated terminated)
    {
        if (_noticed is null || !_noticed.Remove(terminated.ActorRef, out var instead))
            return;
        if (instead is not null)
            CurrentMessage = instead;
        ReceiveMessage(instead ?? terminated);
    }

    private void TellWatchers()
    {
        if (_watchers is null)
            return;
        foreach (var watcher in _watchers)
            watcher.SendSystemMessage(new DeathWatchNotification(_self, existenceConfirmed: true));
        _watchers = null;
    }

    private void EndWatches()
    {
        if (_watching is null)
            return;
        foreach (var subject in _watching.Keys)
            ((IInternalActorRef)subject).SendSystemMessage(new Unwatch(_self));
        _watching = null;
        _noticed = null;
    }
}
