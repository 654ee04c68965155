using System.Linq.Expressions;
using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>The recipe for an actor: its class and arguments, so that its parent can make it again after a failure.</summary>
public class Props : IEquatable<Props>
{
    private readonly IIndirectActorProducer _producer;

    private Props(IIndirectActorProducer producer, object?[] arguments, SupervisorStrategy? supervisorStrategy)
    {
        _producer = producer;
        Arguments = arguments!;
        SupervisorStrategy = supervisorStrategy!;
    }

    public Type Type => _producer.ActorType;

    public object[] Arguments { get; }

    /// <summary>How this actor treats its children, where that is not for the actor itself to say.</summary>
    public SupervisorStrategy SupervisorStrategy { get; }

    /// <summary>From a <c>() => new SomeActor(…)</c>: its arguments are evaluated once, now.</summary>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        if (factory.Body is not NewExpression { Constructor: { } constructor } creation)
            throw new ArgumentException("The create function must be a 'new T (args)' expression");
        var arguments = ArgumentEvaluation.Evaluate(creation.Arguments);
        return new Props(ConstructorProducer.For(constructor, arguments), arguments, supervisorStrategy);
    }

    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => Create(typeof(TActor), args);

    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => Create<TActor>([]).WithSupervisorStrategy(supervisorStrategy);

    public static Props Create(Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new Props(ConstructorProducer.For(type, args), args, null);
    }

    public static Props CreateBy(IIndirectActorProducer producer, params object[] args) => new(producer, args, null);

    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) => new(_producer, Arguments, supervisorStrategy);

    public virtual ActorBase NewActor() => _producer.Produce();

    public bool Equals(Props? other) =>
        other is not null && Type == other.Type && Equals(SupervisorStrategy, other.SupervisorStrategy) && Arguments.SequenceEqual(other.Arguments);

    public override bool Equals(object? obj) => Equals(obj as Props);

    public override int GetHashCode() => HashCode.Combine(Type, Arguments.Length);

    internal void Release(ActorBase actor) => _producer.Release(actor);
}

/// <summary>Makes actors in a way of its own, as a container does.</summary>
public interface IIndirectActorProducer
{
    Type ActorType { get; }

    ActorBase Produce();

    void Release(ActorBase actor);
}
