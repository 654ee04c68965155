namespace Akka.DependencyInjection;

/// <summary>The services of the host that a system runs in.</summary>
public interface IDependencyResolver
{
    /// <summary>Null when nothing of the kind is registered.</summary>
    T? GetService<T>();

    object? GetService(Type type);
}
