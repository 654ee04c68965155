namespace Akka.Actor;

/// <summary>Where an actor system lives: protocol and system name, as in <c>akka://jobs</c>. A host never occurs, for nothing here is remote.</summary>
public sealed class Address : IEquatable<Address>
{
    private readonly string _text;

    public Address(string protocol, string system)
    {
        Protocol = protocol;
        System = system;
        _text = $"{protocol}://{system}";
    }

    public string Protocol { get; }

    public string System { get; }

    public bool Equals(Address? other) => other is not null && _text == other._text;

    public override bool Equals(object? obj) => Equals(obj as Address);

    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text;

    public static bool operator ==(Address? left, Address? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Address? left, Address? right) => !(left == right);
}
