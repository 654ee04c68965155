using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Event;

/// <summary>The first message of a logger actor, which answers <see cref="LoggerInitialized"/>.</summary>
public class InitializeLogger : INoSerializationVerificationNeeded
{
    public InitializeLogger(LoggingBus loggingBus) => LoggingBus = loggingBus;

    public LoggingBus LoggingBus { get; }
}

public class LoggerInitialized : INoSerializationVerificationNeeded;

/// <summary>Prints log entries to the console.</summary>
public class DefaultLogger : ActorBase
{
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized());
                return true;
            case LogEvent entry:
                Print(entry);
                return true;
            default:
                return false;
        }
    }

    protected virtual void Print(LogEvent logEvent) => Console.WriteLine(logEvent);
}

/// <summary>Prints log entries while there are no logger actors: before they start and after they have stopped.</summary>
internal sealed class StandardOutLogger : ActorRefBase, IInternalActorRef
{
    public override ActorPath Path { get; } = new RootActorPath(new Address("akka", "all-systems"), "/StandardOutLogger");

    public IInternalActorRef Parent => ActorRefs.Nobody;

    public bool IsTerminated => false;

    public void SendSystemMessage(SystemMessage message)
    {
    }

    protected override void TellInternal(object message, IActorRef? sender) => Console.WriteLine(message);
}
