using Akka.Actor.Internal;

namespace Akka.Dispatch.SysMsg;

/// <summary>What actors' runtimes say to each other. It overtakes the mailbox, and is linked through <see cref="Next"/> so that sending it needs no queue node.</summary>
internal abstract class SystemMessage
{
    public SystemMessage? Next { get; set; }
}

/// <summary>Make the instance and start it; or report why that is impossible.</summary>
internal sealed class Create : SystemMessage;

internal sealed class Recreate(Exception cause) : SystemMessage
{
    public Exception Cause => cause;
}

internal sealed class Suspend : SystemMessage;

internal sealed class Resume(Exception? causedByFailure) : SystemMessage
{
    /// <summary>The failure that the receiver itself is resumed from; null when it was only suspended with its parent.</summary>
    public Exception? CausedByFailure => causedByFailure;
}

internal sealed class Terminate : SystemMessage;

internal sealed class Watch(IInternalActorRef watchee, IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watchee => watchee;

    public IInternalActorRef Watcher => watcher;
}

internal sealed class Unwatch(IInternalActorRef watcher) : SystemMessage
{
    public IInternalActorRef Watcher => watcher;
}

/// <summary>A child or a watched actor is gone.</summary>
internal sealed class DeathWatchNotification(IInternalActorRef actor, bool existenceConfirmed) : SystemMessage
{
    public IInternalActorRef Actor => actor;

    public bool ExistenceConfirmed => existenceConfirmed;
}

/// <summary>A child has failed and waits, suspended, for its supervisor's decision.</summary>
internal sealed class Failed(IInternalActorRef child, Exception cause) : SystemMessage
{
    public IInternalActorRef Child => child;

    public Exception Cause => cause;
}

/// <summary>A piece of an asynchronous handler is ready to go on.</summary>
internal sealed class ContinueTask(ActorTaskScheduler scheduler, Task task) : SystemMessage
{
    public void Run() => scheduler.Run(task);
}

/// <summary>An asynchronous handler is over.</summary>
internal sealed class AsyncHandlerEnded(object? message, Exception? failure) : SystemMessage
{
    public object? Message => message;

    public Exception? Failure => failure;
}
