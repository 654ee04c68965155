using System.Collections.Immutable;

namespace Akka.Actor.Setup;

/// <summary>One thing that code, not configuration, tells a system before it starts.</summary>
public abstract class Setup
{
    public ActorSystemSetup And(Setup other) => ActorSystemSetup.Create(this, other);
}

/// <summary>A set of <see cref="Setup"/>s, one of each class.</summary>
public sealed class ActorSystemSetup
{
    public static readonly ActorSystemSetup Empty = new([]);

    private readonly ImmutableDictionary<Type, Setup> _setups;

    private ActorSystemSetup(ImmutableDictionary<Type, Setup> setups) => _setups = setups;

    public static ActorSystemSetup Create(params Setup[] setup) =>
        new(setup.Aggregate(ImmutableDictionary<Type, Setup>.Empty, (setups, one) => setups.SetItem(one.GetType(), one)));

    public ActorSystemSetup And<T>(T setup)
        where T : Setup => new(_setups.SetItem(setup.GetType(), setup));

    internal T? Find<T>()
        where T : Setup => _setups.GetValueOrDefault(typeof(T)) as T;
}
