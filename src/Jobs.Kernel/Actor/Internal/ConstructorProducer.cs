using System.Reflection;

namespace Akka.Actor.Internal;

/// <summary>Calls one constructor with the same arguments each time.</summary>
internal sealed class ConstructorProducer : IIndirectActorProducer
{
    private readonly ConstructorInvoker _invoker;
    private readonly object?[] _arguments;

    private ConstructorProducer(ConstructorInfo constructor, object?[] arguments)
    {
        ActorType = constructor.DeclaringType!;
        _invoker = ConstructorInvoker.Create(constructor);
        _arguments = arguments;
    }

    public Type ActorType { get; }

    /// <summary>For a constructor that was named in full. As in Akka.NET only a public one will do.</summary>
    public static IIndirectActorProducer For(ConstructorInfo constructor, object?[] arguments) => constructor.IsPublic
        ? new ConstructorProducer(constructor, arguments)
        : new MissingConstructorProducer(constructor.DeclaringType!, arguments.Length);

    /// <summary>Finds the public constructor that takes these arguments; the one with the fewest optional parameters left over wins.</summary>
    public static IIndirectActorProducer For(Type type, object?[] arguments)
    {
        var fitting = type.GetConstructors()
            .Where(constructor => Accepts(constructor.GetParameters(), arguments))
            .MinBy(constructor => constructor.GetParameters().Length);
        return fitting is null || type.IsAbstract
            ? new MissingConstructorProducer(type, arguments.Length)
            : new ConstructorProducer(fitting, Complete(fitting.GetParameters(), arguments));
    }

    public ActorBase Produce() => (ActorBase)_invoker.Invoke(_arguments.AsSpan());

    public void Release(ActorBase actor) => (actor as IDisposable)?.Dispose();

    private static bool Accepts(ParameterInfo[] parameters, object?[] arguments) =>
        arguments.Length <= parameters.Length
        && parameters.Skip(arguments.Length).All(parameter => parameter.HasDefaultValue)
        && parameters.Zip(arguments).All(pair => Accepts(pair.First.ParameterType, pair.Second));

    private static bool Accepts(Type parameter, object? argument) => argument is null
        ? !parameter.IsValueType || Nullable.GetUnderlyingType(parameter) is not null
        : parameter.IsInstanceOfType(argument);

    private static object?[] Complete(ParameterInfo[] parameters, object?[] arguments) =>
        [.. arguments, .. parameters.Skip(arguments.Length).Select(parameter => parameter.DefaultValue)];

    /// <summary>Fails where a constructor that throws would: when the actor is made, in the sight of its supervisor.</summary>
    private sealed class MissingConstructorProducer(Type type, int arguments) : IIndirectActorProducer
    {
        public Type ActorType => type;

        public ActorBase Produce() => throw new TypeLoadException($"Error while creating actor instance of type {type} with {arguments} args: no such public constructor");

        public void Release(ActorBase actor)
        {
        }
    }
}
