using Akka.Actor.Internal;
using Akka.Event;

namespace Akka.Actor;

/// <summary>How a parent treats a child that has failed.</summary>
public abstract class SupervisorStrategy
{
    public static readonly IDecider DefaultDecider = Actor.Decider.From(
        Directive.Restart,
        Directive.Stop.When<ActorInitializationException>(),
        Directive.Stop.When<ActorKilledException>(),
        Directive.Stop.When<DeathPactException>());

    public static readonly SupervisorStrategy DefaultStrategy = new OneForOneStrategy(DefaultDecider);

    public static readonly OneForOneStrategy StoppingStrategy = new(_ => Directive.Stop);

    public abstract IDecider Decider { get; }

    protected bool LoggingEnabled { get; set; } = true;

    /// <summary>Carries out the decision; false means that the caller has to fail itself.</summary>
    internal bool HandleFailure(ActorCell supervisor, IInternalActorRef child, Exception cause, ChildRestartStats stats)
    {
        var directive = Handle(child, cause);
        if (LoggingEnabled)
            LogFailure(supervisor, child, cause, directive);
        switch (directive)
        {
            case Directive.Resume:
                child.Resume(cause);
                return true;
            case Directive.Restart when MayRestart(stats):
                child.Restart(cause);
                return true;
            case Directive.Restart or Directive.Stop:
                supervisor.Stop(child);
                return true;
            default:
                return false;
        }
    }

    protected abstract Directive Handle(IActorRef child, Exception exception);

    private protected abstract bool MayRestart(ChildRestartStats stats);

    private void LogFailure(ActorCell supervisor, IActorRef child, Exception cause, Directive directive)
    {
        var message = (cause as ActorInitializationException)?.InnerException?.Message ?? cause.Message;
        LogEvent? entry = directive switch
        {
            Directive.Escalate => null,
            Directive.Resume => new Warning(cause, child.Path.ToString(), GetType(), message),
            _ => new Error(cause, child.Path.ToString(), GetType(), message),
        };
        if (entry is not null)
            supervisor.System.EventStream.Publish(entry);
    }
}
