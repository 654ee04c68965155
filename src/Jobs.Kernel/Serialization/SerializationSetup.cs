using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Serializers that code, not configuration, gives a system before it starts; they win over the configured ones.</summary>
internal sealed class SerializationSetup(IReadOnlyCollection<CustomSerializer> serializers) : Actor.Setup.Setup
{
    public IReadOnlyCollection<CustomSerializer> Serializers { get; } = serializers;
}

internal sealed record CustomSerializer(string Name, IReadOnlyCollection<Type> BoundTypes, Func<ExtendedActorSystem, Serializer> Create);
