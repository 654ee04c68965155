using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Persistence.Sql;

/// <summary>Between objects and the three columns that hold one: its bytes, the serializer's number, its manifest.</summary>
internal sealed class PayloadSerializer(ActorSystem system)
{
    private readonly Akka.Serialization.Serialization _serialization = system.Serialization;

    public (byte[] Bytes, int Identifier, string Manifest) ToBytes(object payload)
    {
        var serializer = _serialization.FindSerializerFor(payload);
        return (serializer.ToBinary(payload), serializer.Identifier, Akka.Serialization.Serialization.ManifestFor(serializer, payload));
    }

    /// <param name="bytes">What the serializer wrote.</param>
    /// <param name="identifier">Null in rows of old plugins, whose manifest is the CLR type.</param>
    /// <param name="manifest">What the serializer called it.</param>
    public object FromBytes(byte[] bytes, int? identifier, string manifest)
    {
        if (identifier is { } number)
            return _serialization.Deserialize(bytes, number, manifest);

        var type = ConfiguredType.Find(manifest) ?? throw new SerializationException($"a stored row names the type '{manifest}', which does not exist");
        return _serialization.FindSerializerForType(type).FromBinary(bytes, type);
    }
}
