using System.Collections.Concurrent;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Serialization;

/// <summary>
/// Which serializer is for which type. There is no default: an object without one is refused with the name of its type, because what is stored must be
/// readable for years.
/// </summary>
public class Serialization
{
    private readonly ConcurrentDictionary<Type, Serializer> _byType = new();
    private readonly ConcurrentDictionary<int, Serializer> _byId = new();
    private readonly ConcurrentDictionary<string, Serializer> _byName = new(StringComparer.Ordinal);

    public Serialization(ExtendedActorSystem system)
    {
        System = system;
        ReadBindings();
        foreach (var custom in system.Settings.Setup.Find<SerializationSetup>()?.Serializers ?? [])
            Add(custom);
    }

    public ExtendedActorSystem System { get; }

    /// <summary>What is stored beside the bytes of <paramref name="msg"/>; empty when the serializer wants nothing.</summary>
    public static string ManifestFor(Serializer s, object msg) => s switch
    {
        SerializerWithStringManifest withManifest => withManifest.Manifest(msg),
        { IncludeManifest: true } => TypeManifest(msg.GetType()),
        _ => "",
    };

    public void AddSerializer(string name, Serializer serializer)
    {
        _byId[serializer.Identifier] = serializer;
        _byName[name] = serializer;
    }

    /// <summary>For this type and what derives from it, as far as nothing nearer is bound.</summary>
    public void AddSerializationMap(Type type, Serializer serializer) => _byType[type] = serializer;

    public byte[] Serialize(object o) => FindSerializerFor(o).ToBinary(o);

    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        if (!_byId.TryGetValue(serializerId, out var serializer))
            throw new SerializationException($"no serializer has the identifier {serializerId} (manifest '{manifest}'); see akka.actor.serializers");

        return serializer is SerializerWithStringManifest withManifest
            ? withManifest.FromBinary(bytes, manifest)
            : serializer.FromBinary(bytes, TypeOf(serializerId, manifest));
    }

    public Serializer FindSerializerFor(object obj, string? defaultSerializerName = null) => FindSerializerForType(obj.GetType(), defaultSerializerName);

    public Serializer FindSerializerForType(Type objectType, string? defaultSerializerName = null)
    {
        if (_byType.TryGetValue(objectType, out var exact))
            return exact;

        var found = Nearest(objectType)
            ?? (defaultSerializerName is not null && _byName.TryGetValue(defaultSerializerName, out var named) ? named : null)
            ?? throw new SerializationException($"no serializer is bound to {objectType.FullName}; see akka.actor.serialization-bindings");
        _byType[objectType] = found;
        return found;
    }

    /// <summary>Reads the configuration, again when it has grown: what is not known yet is added.</summary>
    internal void ReadBindings()
    {
        foreach (var (name, type) in Section("akka.actor.serializers"))
        {
            if (!_byName.ContainsKey(name))
                AddSerializer(name, Create(name, type));
        }

        foreach (var (typeName, serializerName) in Section("akka.actor.serialization-bindings"))
            _byType.TryAdd(BoundType(typeName), BoundSerializer(typeName, serializerName));
    }

    internal static string TypeManifest(Type type) => $"{type.FullName}, {type.Assembly.GetName().Name}";

    /// <summary>The binding of the nearest base class, else that of an interface which no other bound interface refines.</summary>
    private Serializer? Nearest(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null && ancestor != typeof(object); ancestor = ancestor.BaseType)
        {
            if (_byType.TryGetValue(ancestor, out var inherited))
                return inherited;
        }

        var interfaces = type.GetInterfaces().Where(_byType.ContainsKey).ToList();
        var nearest = interfaces.Find(candidate => !interfaces.Exists(other => other != candidate && candidate.IsAssignableFrom(other)));
        if (nearest is not null)
            return _byType[nearest];
        return _byType.GetValueOrDefault(typeof(object));
    }

    private static Type TypeOf(int serializerId, string manifest)
        => string.IsNullOrEmpty(manifest)
            ? typeof(object)
            : ConfiguredType.Find(manifest) ?? throw new SerializationException($"the type '{manifest}', written by serializer {serializerId}, does not exist");

    private IEnumerable<(string Key, string Value)> Section(string path)
        => (System.Settings.Config.GetConfig(path)?.AsEnumerable() ?? []).Select(item => (item.Key, item.Value.GetString() ?? ""));

    private Serializer Create(string name, string typeName)
    {
        var type = ConfiguredType.Find(typeName)
            ?? throw new ConfigurationException($"akka.actor.serializers.{name}: there is no type '{typeName}'");
        return (Serializer)Activator.CreateInstance(type, System)!;
    }

    private void Add(CustomSerializer custom)
    {
        var serializer = custom.Create(System);
        AddSerializer(custom.Name, serializer);
        foreach (var type in custom.BoundTypes)
            AddSerializationMap(type, serializer);
    }

    private static Type BoundType(string typeName)
        => ConfiguredType.Find(typeName) ?? throw new ConfigurationException($"akka.actor.serialization-bindings: there is no type '{typeName}'");

    private Serializer BoundSerializer(string typeName, string serializerName)
        => _byName.TryGetValue(serializerName, out var serializer)
            ? serializer
            : throw new ConfigurationException($"akka.actor.serialization-bindings.\"{typeName}\": there is no serializer '{serializerName}'");
}
