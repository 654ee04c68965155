using Akka.Actor;
using Akka.Configuration;

namespace Akka.DependencyInjection;

public sealed class DependencyResolver : IExtension
{
    public DependencyResolver(IDependencyResolver resolver) => Resolver = resolver;

    public IDependencyResolver Resolver { get; }

    public static DependencyResolver For(ActorSystem actorSystem) => actorSystem.WithExtension<DependencyResolver, DependencyResolverExtension>();
}

public sealed class DependencyResolverExtension : ExtensionIdProvider<DependencyResolver>
{
    public override DependencyResolver CreateExtension(ExtendedActorSystem system)
        => new(system.Settings.Setup.Find<DependencyResolverSetup>()?.Resolver
            ?? throw new ConfigurationException("Unable to find [DependencyResolverSetup]: the system was not started by a host (AddAkka)"));
}

internal sealed class DependencyResolverSetup(IServiceProvider services) : Actor.Setup.Setup
{
    public IDependencyResolver Resolver { get; } = new ServiceProviderResolver(services);

    private sealed class ServiceProviderResolver(IServiceProvider services) : IDependencyResolver
    {
        public T? GetService<T>() => (T?)services.GetService(typeof(T));

        public object? GetService(Type type) => services.GetService(type);
    }
}
