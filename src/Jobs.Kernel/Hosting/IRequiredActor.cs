using Akka.Actor;

namespace Akka.Hosting;

/// <summary>What a service asks for that talks to an actor of the registry.</summary>
public interface IRequiredActor<TActor>
{
    /// <summary>Throws <see cref="MissingActorRegistryEntryException"/> while the actor is not registered, as in the constructor of a hosted service.</summary>
    IActorRef ActorRef { get; }

    /// <summary>Completes when the actor is registered.</summary>
    Task<IActorRef> GetAsync(CancellationToken cancellationToken = default);
}

public sealed class RequiredActor<TActor> : IRequiredActor<TActor>
{
    private readonly IReadOnlyActorRegistry _registry;
    private IActorRef? _found;

    public RequiredActor(IReadOnlyActorRegistry registry) => _registry = registry;

    public IActorRef ActorRef => _found ??= _registry.Get<TActor>();

    public async Task<IActorRef> GetAsync(CancellationToken cancellationToken = default)
        => _found ??= await _registry.GetAsync<TActor>(cancellationToken).ConfigureAwait(false);
}
