namespace Akka.Actor;

public class InvalidActorNameException : AkkaException
{
    public InvalidActorNameException(string message)
        : base(message)
    {
    }
}

public class AskTimeoutException : AkkaException
{
    public AskTimeoutException(string message)
        : base(message)
    {
    }
}

/// <summary>The constructor or <c>PreStart</c> threw. Such an actor is stopped by default, for another try would hardly fare better.</summary>
public class ActorInitializationException : AkkaException
{
    public ActorInitializationException(string message)
        : base(message)
    {
    }

    public ActorInitializationException(IActorRef actor, string message, Exception? cause = null)
        : base($"{actor}: {message}", cause) => Actor = actor;

    public IActorRef? Actor { get; set; }
}

public class PostRestartException : ActorInitializationException
{
    public PostRestartException(IActorRef actor, Exception cause, Exception originalCause)
        : base(actor, $"Exception post restart ({originalCause.GetType().Name})", cause) => OriginalCause = originalCause;

    public Exception OriginalCause { get; }
}

public class ActorKilledException : AkkaException
{
    public ActorKilledException(string message)
        : base(message)
    {
    }
}

public class IllegalActorStateException : AkkaException
{
    public IllegalActorStateException(string message)
        : base(message)
    {
    }
}

public class DeathPactException : AkkaException
{
    public DeathPactException(IActorRef deadActor)
        : base($"Monitored actor [{deadActor}] terminated") => DeadActor = deadActor;

    public IActorRef DeadActor { get; }
}

public class InvalidMessageException : AkkaException
{
    public InvalidMessageException(string message)
        : base(message)
    {
    }
}
