using System.Globalization;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.Serialization;

namespace Akka.Actor.Internal;

internal sealed partial class ActorSystemImpl : ExtendedActorSystem
{
    public const string UserGuardianName = "user";
    public const string SystemGuardianName = "system";

    private readonly LocalActorRef _root;
    private readonly LocalActorRef _user;
    private readonly LocalActorRef _systemGuardian;
    private long _uid;
    private long _temp;

    public ActorSystemImpl(string name, ActorSystemSetup setup)
    {
        if (string.IsNullOrEmpty(name) || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new ArgumentException($"Invalid ActorSystem name [{name}], must contain only word characters (i.e. [a-zA-Z0-9] plus non-leading '-' or '_')", nameof(name));
        Name = name;
        Settings = new Settings(this, setup);
        SerializesMessages = Settings.SerializeAllMessages;
        RootPath = new RootActorPath(new Address("akka", name));
        EventStream = new EventStream();
        Log = Logging.GetLogger(this, "ActorSystem");
        DeadLetters = new DeadLetterRef(this);
        Scheduler = NewScheduler();
        Serialization = new Serialization.Serialization(this);

        _root = new LocalActorRef(this, Props.Create(() => new RootGuardian(this)), new AboveTheRoot(this), RootPath);
        _root.Start();
        _systemGuardian = StartGuardian(SystemGuardianName, SupervisorStrategy.DefaultStrategy);
        _user = StartGuardian(UserGuardianName, UserStrategy(Settings.SupervisorStrategyClass));
    }

    public override string Name { get; }

    public override Settings Settings { get; }

    public override Serialization.Serialization Serialization { get; }

    public override EventStream EventStream { get; }

    public override IActorRef DeadLetters { get; }

    public override IScheduler Scheduler { get; }

    public override ILoggingAdapter Log { get; }

    public ActorPath RootPath { get; }

    /// <summary>Whether local messages make the detour through their serializers.</summary>
    public bool SerializesMessages { get; }

    /// <summary>The system that a reference belongs to, where that can be told.</summary>
    public static ActorSystemImpl? Of(ICanTell reference) => reference switch
    {
        LocalActorRef local => local.Cell.SystemImpl,
        IHasSystem other => other.System,
        _ => null,
    };

    public void Start()
    {
        StartLoggers();
        if (Settings.LogDeadLetters > 0)
        {
            var listener = SystemActorOf(Props.Create(() => new DeadLetterListener(Settings.LogDeadLetters)), "deadLetterListener");
            EventStream.Subscribe(listener, typeof(DeadLetter));
            EventStream.Subscribe(listener, typeof(UnhandledMessage));
        }

        CoordinatedShutdown.Get(this);
    }

    public override IActorRef ActorOf(Props props, string? name = null) => _user.Cell.ActorOf(props, name);

    public override IActorRef SystemActorOf(Props props, string? name = null) => _systemGuardian.Cell.ActorOf(props, name);

    public override void Stop(IActorRef actor)
    {
        if (actor is LocalActorRef { Parent: LocalActorRef parent } && (ReferenceEquals(parent, _user) || ReferenceEquals(parent, _systemGuardian)))
            parent.Cell.Stop(actor);
        else if (actor is IInternalActorRef other)
            other.Stop();
    }

    public long NextUid() => Interlocked.Increment(ref _uid);

    public ActorPath NewTempPath() =>
        RootPath / "temp" / string.Create(CultureInfo.InvariantCulture, $"${Interlocked.Increment(ref _temp)}");

    public void PublishDeadLetter(object message, IActorRef? sender, IActorRef recipient)
    {
        AllDeadLetters letter = message is IDeadLetterSuppression suppressed
            ? new SuppressedDeadLetter(suppressed, sender ?? DeadLetters, recipient)
            : new DeadLetter(message, sender ?? DeadLetters, recipient);
        EventStream.Publish(letter);
    }

    private LocalActorRef StartGuardian(string name, SupervisorStrategy strategy)
    {
        var guardian = (LocalActorRef)_root.Cell.ActorOf(Props.Create(() => new Guardian(strategy)), name);
        _root.Tell(new RootGuardian.Supervise(guardian), ActorRefs.NoSender);
        return guardian;
    }

    private static SupervisorStrategy UserStrategy(string configured) =>
        configured.Contains("StoppingSupervisorStrategy", StringComparison.Ordinal) ? SupervisorStrategy.StoppingStrategy : SupervisorStrategy.DefaultStrategy;

    /// <summary>The scheduler that the configuration names, or the kernel's own, which stands for Akka's default too.</summary>
    private IScheduler NewScheduler()
    {
        const string ownName = "Akka.Actor.HashedWheelTimerScheduler";
        if (Settings.SchedulerClass.StartsWith(ownName, StringComparison.Ordinal))
            return new TicklessScheduler(Log);
        var type = ConfiguredType.Find(Settings.SchedulerClass)
            ?? throw new ConfigurationException($"akka.scheduler.implementation: there is no type '{Settings.SchedulerClass}'");
        return (IScheduler)Activator.CreateInstance(type, Settings.Config, Log)!;
    }
}

/// <summary>A reference without a cell that yet belongs to a system.</summary>
internal interface IHasSystem
{
    ActorSystemImpl System { get; }
}
