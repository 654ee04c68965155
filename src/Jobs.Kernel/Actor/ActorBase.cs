using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

public abstract class ActorBase
{
    private IActorRef? _clearedSelf;
    private SupervisorStrategy? _supervisorStrategy;

    protected ActorBase()
    {
        var cell = ActorCell.Current
            ?? throw new ActorInitializationException("Do not create actors using 'new', always create them using an ActorContext/System");
        if (this is IWithTimers withTimers)
            withTimers.Timers = new TimerScheduler(cell);
        cell.Become(Receive);
    }

    protected IActorRef Sender => Cell.Sender;

    protected IActorRef Self => _clearedSelf ?? Cell.Self;

    protected static Receive EmptyReceive => _ => false;

    protected static IActorContext Context => Cell;

    private static ActorCell Cell => ActorCell.Current
        ?? throw new NotSupportedException("There is no active ActorContext, this is most likely due to use of async operations from within this actor.");

    internal SupervisorStrategy SupervisorStrategyInternal => _supervisorStrategy ??= SupervisorStrategy();

    /// <summary>Every message passes here first. Whoever overrides it calls the base, which sorts out stale timers and unhandled messages.</summary>
    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        if (message is TimerMessage timer)
        {
            var due = ((this as IWithTimers)?.Timers as TimerScheduler)?.Intercept(timer);
            if (due is null)
                return true;
            var cell = ActorCell.Current!;
            if (due is IAutoReceivedMessage)
            {
                cell.AutoReceive(due);
                return true;
            }

            cell.CurrentMessage = due;
            message = due;
        }

        var handled = receive(message);
        if (!handled)
            Unhandled(message);
        return handled;
    }

    protected abstract bool Receive(object message);

    /// <summary>Publishes <see cref="UnhandledMessage"/>; an unhandled <see cref="Terminated"/> is a <see cref="DeathPactException"/>.</summary>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
            throw new DeathPactException(terminated.ActorRef);
        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected void Become(Receive receive) => Context.Become(receive);

    protected void BecomeStacked(Receive receive) => Context.BecomeStacked(receive);

    protected void UnbecomeStacked() => Context.UnbecomeStacked();

    protected void SetReceiveTimeout(TimeSpan? timeout) => Context.SetReceiveTimeout(timeout);

    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    public virtual void AroundPreStart() => PreStart();

    public virtual void AroundPreRestart(Exception cause, object message)
    {
        CancelTimers();
        PreRestart(cause, message);
    }

    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    public virtual void AroundPostStop()
    {
        CancelTimers();
        PostStop();
    }

    protected virtual void PreStart()
    {
    }

    /// <summary>Runs on the failed instance before a new one takes its place; stops the children and calls <see cref="PostStop"/> unless overridden.</summary>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    protected virtual void PostRestart(Exception reason) => PreStart();

    protected virtual void PostStop()
    {
    }

    /// <summary>Keeps <see cref="Self"/> answerable for an instance that its cell has let go of.</summary>
    internal void Clear(IActorRef self) => _clearedSelf = self;

    private void CancelTimers()
    {
        if (this is IWithTimers { Timers: { } timers })
            timers.CancelAll();
    }
}
