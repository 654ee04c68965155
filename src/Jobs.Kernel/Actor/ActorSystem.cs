using Akka.Actor.Internal;
using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>A hierarchy of actors with its clock, event stream, serializers and configuration. A process may hold several.</summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private bool _disposed;

    public abstract Settings Settings { get; }

    public abstract string Name { get; }

    public abstract Serialization.Serialization Serialization { get; }

    public abstract EventStream EventStream { get; }

    /// <summary>Publishes what it is told on the event stream, as <see cref="DeadLetter"/>.</summary>
    public abstract IActorRef DeadLetters { get; }

    public abstract IScheduler Scheduler { get; }

    public abstract ILoggingAdapter Log { get; }

    /// <summary>Completes when every actor has stopped and the clock with them.</summary>
    public abstract Task WhenTerminated { get; }

    public static ActorSystem Create(string name) => Create(name, ActorSystemSetup.Empty);

    public static ActorSystem Create(string name, Config config) => Create(name, BootstrapSetup.Create().WithConfig(config));

    public static ActorSystem Create(string name, BootstrapSetup setup) => Create(name, ActorSystemSetup.Create(setup));

    public static ActorSystem Create(string name, ActorSystemSetup setup)
    {
        var system = new ActorSystemImpl(name, setup);
        system.Start();
        return system;
    }

    public abstract IActorRef ActorOf(Props props, string? name = null);

    public abstract void Stop(IActorRef actor);

    /// <summary>Runs the coordinated shutdown, whose last phase stops all actors.</summary>
    public abstract Task Terminate();

    public abstract void RegisterOnTermination(Action code);

    public abstract object RegisterExtension(IExtensionId extension);

    public abstract object GetExtension(IExtensionId extensionId);

    public abstract T GetExtension<T>()
        where T : class, IExtension;

    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Terminate().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }

    public override string ToString() => Name;
}

/// <summary>The side of a system that extensions and serializers see.</summary>
public abstract class ExtendedActorSystem : ActorSystem
{
    /// <summary>Starts an actor beside the user's, under <c>/system</c>; these stop last.</summary>
    public abstract IActorRef SystemActorOf(Props props, string? name = null);
}
