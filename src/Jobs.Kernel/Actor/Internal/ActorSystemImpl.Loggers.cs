using Akka.Configuration;
using Akka.Event;
using Akka.Serialization;

namespace Akka.Actor.Internal;

internal sealed partial class ActorSystemImpl
{
    private readonly StandardOutLogger _standardOut = new();

    /// <summary>Starts the configured loggers. Nothing waits for them: the first message in each mailbox initializes it.</summary>
    private void StartLoggers()
    {
        EventStream.SetLogLevel(Logging.LogLevelFor(Settings.LogLevel));
        SubscribeStandardOut();
        var number = 0;
        foreach (var name in Settings.Loggers)
        {
            var type = ConfiguredType.Find(name) ?? throw new ConfigurationException($"akka.loggers: there is no type '{name}'");
            var logger = SystemActorOf(Props.Create(type), $"log{++number}-{type.Name}");
            logger.Tell(new InitializeLogger(EventStream), ActorRefs.Nobody);
            foreach (var entry in Logging.ClassesFrom(EventStream.LogLevel))
                EventStream.Subscribe(logger, entry);
        }

        if (number > 0)
            EventStream.Unsubscribe(_standardOut);
    }

    private void SubscribeStandardOut()
    {
        foreach (var entry in Logging.ClassesFrom(Logging.LogLevelFor(Settings.StdoutLogLevel)))
            EventStream.Subscribe(_standardOut, entry);
    }
}
