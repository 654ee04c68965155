using Akka.Actor;
using Akka.Configuration;
using Akka.DependencyInjection;
using Akka.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Akka.Hosting;

/// <summary>Which of two configurations speaks where both do.</summary>
public enum HoconAddMode
{
    /// <summary>The new one lies beneath.</summary>
    Append,

    /// <summary>The new one lies above.</summary>
    Prepend,

    /// <summary>The new one lies above.</summary>
    Replace,
}

public delegate Task ActorStarter(ActorSystem system, IActorRegistry registry);

public delegate Task ActorStarterWithResolver(ActorSystem system, IActorRegistry registry, IDependencyResolver resolver);

public delegate Task StartupTask(ActorSystem system, IActorRegistry registry);

/// <summary>What a host says about its actor system before it starts. Afterwards nothing that is said here counts any more.</summary>
public sealed class AkkaConfigurationBuilder
{
    private readonly string _actorSystemName;
    private readonly List<ActorStarter> _starters = [];
    private readonly List<StartupTask> _startupTasks = [];
    private readonly List<CustomSerializer> _serializers = [];
    private Config _configuration = Config.Empty;
    private bool _isComplete;

    public AkkaConfigurationBuilder(IServiceCollection serviceCollection, string actorSystemName)
    {
        ArgumentNullException.ThrowIfNull(serviceCollection);
        _actorSystemName = actorSystemName;
        serviceCollection.AddSingleton(services => services.GetRequiredService<AkkaConfigurationBuilder>().CreateSystem(services));
        serviceCollection.AddSingleton(services => ActorRegistry.For(services.GetRequiredService<ActorSystem>()));
        serviceCollection.AddSingleton<IActorRegistry>(services => services.GetRequiredService<ActorRegistry>());
        serviceCollection.AddSingleton<IReadOnlyActorRegistry>(services => services.GetRequiredService<ActorRegistry>());
        serviceCollection.AddSingleton(typeof(IRequiredActor<>), typeof(RequiredActor<>));
    }

    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry> starter)
        => StartActors((system, registry) =>
        {
            starter(system, registry);
            return Task.CompletedTask;
        });

    public AkkaConfigurationBuilder StartActors(Action<ActorSystem, IActorRegistry, IDependencyResolver> starter)
        => StartActors((system, registry) => starter(system, registry, DependencyResolver.For(system).Resolver));

    public AkkaConfigurationBuilder StartActors(ActorStarterWithResolver starter)
        => StartActors((system, registry) => starter(system, registry, DependencyResolver.For(system).Resolver));

    public AkkaConfigurationBuilder StartActors(ActorStarter starter)
    {
        if (!_isComplete)
            _starters.Add(starter);
        return this;
    }

    /// <summary>Runs when all actors have been started.</summary>
    public AkkaConfigurationBuilder AddStartup(Action<ActorSystem, IActorRegistry> startupTask)
        => AddStartup((system, registry) =>
        {
            startupTask(system, registry);
            return Task.CompletedTask;
        });

    public AkkaConfigurationBuilder AddStartup(StartupTask startupTask)
    {
        if (!_isComplete)
            _startupTasks.Add(startupTask);
        return this;
    }

    public AkkaConfigurationBuilder WithCustomSerializer(
        string serializerIdentifier, IEnumerable<Type> boundTypes, Func<ExtendedActorSystem, Serializer> serializerFactory)
    {
        _serializers.Add(new CustomSerializer(serializerIdentifier, [.. boundTypes], serializerFactory));
        return this;
    }

    internal void AddConfiguration(Config hocon, HoconAddMode addMode)
    {
        ArgumentNullException.ThrowIfNull(hocon);
        if (!_isComplete)
            _configuration = addMode == HoconAddMode.Append ? _configuration.WithFallback(hocon) : hocon.WithFallback(_configuration);
    }

    /// <summary>Starts the actors, then the startup tasks, each in the order in which they were added.</summary>
    internal async Task StartAsync(ActorSystem system)
    {
        _isComplete = true;
        var registry = ActorRegistry.For(system);
        foreach (var start in _starters)
            await start(system, registry).ConfigureAwait(false);
        foreach (var start in _startupTasks)
            await start(system, registry).ConfigureAwait(false);
    }

    private ActorSystem CreateSystem(IServiceProvider services)
        => ActorSystem.Create(
            _actorSystemName,
            BootstrapSetup.Create().WithConfig(_configuration).And(new DependencyResolverSetup(services)).And(new SerializationSetup(_serializers)));
}
