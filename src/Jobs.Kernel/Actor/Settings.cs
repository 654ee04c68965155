using Akka.Actor.Setup;
using Akka.Configuration;

namespace Akka.Actor;

/// <summary>The configuration of a system, the library's defaults below the user's.</summary>
public class Settings
{
    private readonly Config? _own;
    private Config _fallback = ConfigurationFactory.Default();

    internal Settings(ActorSystem system, ActorSystemSetup setup)
    {
        System = system;
        Setup = setup;
        _own = setup.Find<BootstrapSetup>()?.Configuration;
        Config = _own is null ? _fallback : _own.WithFallback(_fallback);
        SerializeAllMessages = Config.GetBoolean("akka.actor.serialize-messages");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout", Timeout.InfiniteTimeSpan);
        SupervisorStrategyClass = Config.GetString("akka.actor.guardian-supervisor-strategy")!;
        LogLevel = Config.GetString("akka.loglevel")!;
        StdoutLogLevel = Config.GetString("akka.stdout-loglevel")!;
        Loggers = Config.GetStringList("akka.loggers");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout");
        LogDeadLetters = ParseLogDeadLetters(Config.GetString("akka.log-dead-letters")!);
        SchedulerClass = Config.GetString("akka.scheduler.implementation")!;
        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate");
    }

    public ActorSystem System { get; }

    internal ActorSystemSetup Setup { get; }

    public Config Config { get; private set; }

    public bool SerializeAllMessages { get; }

    public TimeSpan AskTimeout { get; }

    public string SupervisorStrategyClass { get; }

    public string LogLevel { get; }

    public string StdoutLogLevel { get; }

    public IList<string> Loggers { get; }

    public TimeSpan LoggerStartTimeout { get; }

    /// <summary>How many dead letters are logged: none for 0, all for <see cref="int.MaxValue"/>.</summary>
    public int LogDeadLetters { get; }

    public string SchedulerClass { get; }

    public bool CoordinatedShutdownTerminateActorSystem { get; }

    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    /// <summary>Puts an extension's reference configuration beneath the user's. Serializers that it binds are in use from then on.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        _fallback = config.WithFallback(_fallback);
        Config = _own is null ? _fallback : _own.WithFallback(_fallback);
        System.Serialization.ReadBindings();
    }

    private static int ParseLogDeadLetters(string value) => value.ToLowerInvariant() switch
    {
        "on" or "true" => int.MaxValue,
        "off" or "false" => 0,
        var count => int.Parse(count, global::System.Globalization.CultureInfo.InvariantCulture),
    };
}
