using Akka.Actor.Internal;

namespace Akka.Actor;

/// <summary>The names from the root of a system to an actor, as in <c>akka://jobs/user/queues</c>. Two paths are equal when their names are; <see cref="Uid"/> tells incarnations apart.</summary>
public abstract class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    internal const long UndefinedUid = 0;
    private const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    private string? _text;
    private int _hash;

    private protected ActorPath(Address address, ActorPath? parent, string name, long uid)
    {
        Address = address;
        Parent = parent ?? this;
        Name = name;
        Uid = uid;
    }

    public string Name { get; }

    public Address Address { get; }

    public long Uid { get; }

    /// <summary>The path one name shorter; the root is its own parent.</summary>
    public ActorPath Parent { get; }

    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new Stack<string>();
            for (var path = this; path is ChildActorPath; path = path.Parent)
                elements.Push(path.Name);
            return elements.ToArray();
        }
    }

    public static ActorPath operator /(ActorPath path, string name) => new ChildActorPath(path, name, UndefinedUid);

    public static bool operator ==(ActorPath? left, ActorPath? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(ActorPath? left, ActorPath? right) => !(left == right);

    public string ToStringWithoutAddress() => ToString()[Address.ToString().Length..];

    public override string ToString() => _text ??= this is ChildActorPath
        ? $"{(Parent is ChildActorPath ? Parent.ToString() : Parent.ToString().TrimEnd('/'))}/{Name}"
        : $"{Address}{(Name.Length == 0 ? "/" : Name)}";

    public bool Equals(ActorPath? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        return other is not null && GetHashCode() == other.GetHashCode() && ToString() == other.ToString();
    }

    public override bool Equals(object? obj) => Equals(obj as ActorPath);

    public override int GetHashCode()
    {
        if (_hash == 0)
            _hash = ToString().GetHashCode(StringComparison.Ordinal);
        return _hash;
    }

    public int CompareTo(ActorPath? other) => other is null ? 1 : string.CompareOrdinal(ToString(), other.ToString());

    internal static bool IsValidPathElement(string name) =>
        name.Length > 0 && name[0] != '$' && name.All(c => char.IsAsciiLetterOrDigit(c) || ValidSymbols.Contains(c, StringComparison.Ordinal));
}
