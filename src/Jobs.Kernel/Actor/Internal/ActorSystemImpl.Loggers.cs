using Akka.Configuration;
using Akka.Event;
using Akka.Serialization;

namespace Akka.Actor.Internal;

internal sealed partial class ActorSystemImpl
{
    private readonly StandardOutLogger _standardOut = new();

    /// <summary>Starts the configured loggers and waits until each says that it is ready, so that it misses nothing.</summary>
    private void StartLoggers()
    {
        EventStream.SetLogLevel(Logging.LogLevelFor(Settings.LogLevel));
        SubscribeStandardOut();
        var number = 0;
        foreach (var name in Settings.Loggers)
        {
            var type = ConfiguredType.Find(name) ?? throw new ConfigurationException($"akka.loggers: there is no type '{name}'");
            var logger = SystemActorOf(Props.Create(type), $"log{++number}-{type.Name}");
            foreach (var entry in Logging.ClassesFrom(EventStream.LogLevel))
                EventStream.Subscribe(logger, entry);
            Initialize(logger);
        }

        if (number > 0)
            EventStream.Unsubscribe(_standardOut);
    }

    private void Initialize(IActorRef logger)
    {
        try
        {
            logger.Ask<LoggerInitialized>(new InitializeLogger(EventStream), Settings.LoggerStartTimeout).GetAwaiter().GetResult();
        }
        catch (AskTimeoutException)
        {
            EventStream.Publish(new Warning("EventStream", typeof(EventStream), $"Logger {logger} did not start within {Settings.LoggerStartTimeout}"));
        }
    }

    private void SubscribeStandardOut()
    {
        foreach (var entry in Logging.ClassesFrom(Logging.LogLevelFor(Settings.StdoutLogLevel)))
            EventStream.Subscribe(_standardOut, entry);
    }
}
