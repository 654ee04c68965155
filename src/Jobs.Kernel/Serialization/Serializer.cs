using Akka.Actor;
using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>Turns objects of some types into bytes and back. Its <see cref="Identifier"/> is stored beside the bytes and must never change.</summary>
public abstract class Serializer
{
#pragma warning disable IDE1006, CA1051 // A protected field of this name is what serializers written for Akka.NET use.
    protected readonly ExtendedActorSystem system;
#pragma warning restore IDE1006, CA1051
    private int? _identifier;

    protected Serializer(ExtendedActorSystem system) => this.system = system;

    /// <summary>From <c>akka.actor.serialization-identifiers</c> unless overridden.</summary>
    public virtual int Identifier => _identifier ??= ConfiguredIdentifier();

    public abstract bool IncludeManifest { get; }

    public abstract byte[] ToBinary(object obj);

    public abstract object FromBinary(byte[] bytes, Type type);

    public T FromBinary<T>(byte[] bytes) => (T)FromBinary(bytes, typeof(T));

    private int ConfiguredIdentifier()
    {
        const string Path = "akka.actor.serialization-identifiers";
        foreach (var (name, number) in system.Settings.Config.GetConfig(Path)?.AsEnumerable() ?? [])
        {
            if (ConfiguredType.Find(name) == GetType())
                return number.GetInt();
        }

        throw new ConfigurationException($"{Path}: expected the identifier of {GetType()}, which overrides none, got nothing");
    }
}

/// <summary>A serializer that says what it wrote in a short text of its own, so that types can be renamed and moved.</summary>
public abstract class SerializerWithStringManifest : Serializer
{
    protected SerializerWithStringManifest(ExtendedActorSystem system)
        : base(system)
    {
    }

    public sealed override bool IncludeManifest => true;

    public sealed override object FromBinary(byte[] bytes, Type type) => FromBinary(bytes, Serialization.TypeManifest(type));

    public abstract object FromBinary(byte[] bytes, string manifest);

    public abstract string Manifest(object o);
}
