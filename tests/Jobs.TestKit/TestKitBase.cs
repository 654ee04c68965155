using System.Threading.Channels;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

/// <summary>An actor system with an actor whose mail the test reads. Waits are in real time.</summary>
public abstract partial class TestKitBase : IActorRefFactory
{
    private static readonly TimeSpan ShutdownMax = TimeSpan.FromSeconds(5);

    /// <summary>Static, so that no two test actors of a process share a name, even in one system.</summary>
    private static long _testActors;

    private readonly Channel<MessageEnvelope> _received = Channel.CreateUnbounded<MessageEnvelope>();
    private readonly double _timeFactor;
    private readonly TimeSpan _singleExpectDefault;
    private MessageEnvelope? _last;

    /// <summary>When the innermost <c>Within</c> ends.</summary>
    private TimeSpan? _end;

    private protected TestKitBase(ActorSystem? system, ActorSystemSetup setup, string? actorSystemName, string? testActorName)
    {
        Sys = system ?? ActorSystem.Create(actorSystemName ?? "test", WithDefaults(setup));
        var config = Sys.Settings.Config.WithFallback(Reference.Config);
        _timeFactor = config.GetDouble("akka.test.timefactor");
        _singleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default");
        EventFilter = new EventFilterFactory(this, Sys, config.GetTimeSpan("akka.test.filter-leeway"), []);
        var name = string.IsNullOrEmpty(testActorName) ? $"testActor{Interlocked.Increment(ref _testActors)}" : testActorName;
        TestActor = ((ExtendedActorSystem)Sys).SystemActorOf(Props.Create(() => new TestActor(_received.Writer)), name);
        if (this is not TestProbe)
            BecomeImplicitSender(this is INoImplicitSender ? null : ((LocalActorRef)TestActor).Cell);
    }

    public static Config DefaultConfig => Reference.Config;

    /// <summary>Real time, from some beginning on, whatever clock the system runs on.</summary>
    public static TimeSpan Now => System.Diagnostics.Stopwatch.GetElapsedTime(0);

    public ActorSystem Sys { get; }

    public IActorRef TestActor { get; }

    public EventFilterFactory EventFilter { get; }

    public ILoggingAdapter Log => Logging.GetLogger(Sys, GetType());

    public object? LastMessage => _last?.Message;

    public IActorRef LastSender => _last?.Sender!;

    public bool HasMessages => _received.Reader.Count > 0;

    public TimeSpan RemainingOrDefault => RemainingOr(Dilated(_singleExpectDefault));

    public TimeSpan Remaining => _end is null
        ? throw new InvalidOperationException("Remaining may not be called outside of \"within\"")
        : RemainingOr(TimeSpan.Zero);


    public IActorRef ActorOf(Props props, string? name = null) => Sys.ActorOf(props, name);

    public TestProbe CreateTestProbe(string? name = null) => CreateTestProbe(Sys, name);

    public TestProbe CreateTestProbe(ActorSystem system, string? name = null) => new(system, name);

    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) => TestActor.Tell(new TestActor.SetIgnore(shouldIgnoreMessage), ActorRefs.NoSender);

    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) => IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));

    public void IgnoreMessages<TMsg>() => IgnoreMessages(message => message is TMsg);

    public void IgnoreNoMessages() => IgnoreMessages(_ => false);

    /// <summary>Returns when the watch stands.</summary>
    public IActorRef Watch(IActorRef actorToWatch) => WatchAsync(actorToWatch).GetAwaiter().GetResult();

    public async Task<IActorRef> WatchAsync(IActorRef actorToWatch)
    {
        await TestActor.Ask(new TestActor.Watch(actorToWatch), RemainingOrDefault).ConfigureAwait(false);
        return actorToWatch;
    }

    public IActorRef Unwatch(IActorRef actorToUnwatch) => UnwatchAsync(actorToUnwatch).GetAwaiter().GetResult();

    public async Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch)
    {
        await TestActor.Ask(new TestActor.Unwatch(actorToUnwatch), RemainingOrDefault).ConfigureAwait(false);
        return actorToUnwatch;
    }

    /// <summary>The duration, or the default, times <c>akka.test.timefactor</c>.</summary>
    public TimeSpan RemainingOrDilated(TimeSpan? duration) => duration is null ? RemainingOrDefault : Dilated(duration.Value);

    public TimeSpan Dilated(TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(duration, TimeSpan.Zero);
        return duration * _timeFactor;
    }

    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) => Shutdown(Sys, duration, verifySystemShutdown);

    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        try
        {
            system.Terminate().WaitAsync(duration ?? Dilated(ShutdownMax)).GetAwaiter().GetResult();
        }
        catch (TimeoutException) when (!verifySystemShutdown)
        {
            system.Log.Warning("Failed to stop [{0}] within [{1}]", system.Name, duration ?? ShutdownMax);
        }
    }

    protected TimeSpan RemainingOr(TimeSpan duration)
    {
        if (_end is null)
            return duration;
        var left = _end.Value - Now;
        return left < TimeSpan.Zero ? TimeSpan.Zero : left;
    }

    private protected static void BecomeImplicitSender(ActorCell? cell)
    {
        ActorCell.Current = cell;
        SynchronizationContext.SetSynchronizationContext(new ImplicitSenderContext(cell));
    }

    private static ActorSystemSetup WithDefaults(ActorSystemSetup setup)
    {
        var given = setup.Find<BootstrapSetup>()?.Configuration;
        return setup.And(BootstrapSetup.Create().WithConfig(given is null ? Reference.Config : given.WithFallback(Reference.Config)));
    }
}
