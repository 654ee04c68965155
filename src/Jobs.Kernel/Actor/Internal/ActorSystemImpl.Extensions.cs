using System.Collections.Concurrent;

namespace Akka.Actor.Internal;

internal sealed partial class ActorSystemImpl
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _extensions = new();

    public override object RegisterExtension(IExtensionId extension) =>
        _extensions.GetOrAdd(extension.ExtensionType, _ => new Lazy<object>(() => extension.CreateExtension(this))).Value;

    public override object GetExtension(IExtensionId extensionId) => Find(extensionId.ExtensionType)!;

    public override T GetExtension<T>() => (T)Find(typeof(T))!;

    public override bool HasExtension<T>() => _extensions.ContainsKey(typeof(T));

    private object? Find(Type type) => _extensions.GetValueOrDefault(type)?.Value;
}
