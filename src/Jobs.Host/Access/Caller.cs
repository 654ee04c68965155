namespace Jobs.Host.Access;

/// <summary>Who sent a request, and what he may.</summary>
/// <param name="Name">The name of his API key; null while there are no keys.</param>
/// <param name="Scopes">As his key says.</param>
/// <param name="IsReadOnly">The host takes no changes, whoever asks.</param>
internal sealed record Caller(string? Name, Scopes Scopes, bool IsReadOnly = false)
{
    /// <summary>Who has shown no key where keys are needed: may only use what is open to all.</summary>
    public static Caller Nobody { get; } = new(null, Scopes.None);

    /// <summary>Signed in with a browser. Null: a program with its key, or a host without keys.</summary>
    public Session? Session { get; init; }

    /// <summary>Who did it, in histories. Nothing that the sender wrote gets in here but the name of the key that he proved to have.</summary>
    public string By { get; } = Name is null ? "api" : $"key:{Name}";

    /// <summary>Whoever can reach a host that has no keys may do everything.</summary>
    public static Caller Anyone(bool isReadOnly) => new(null, Scopes.Admin, isReadOnly);

    public bool Has(Scopes needed) => (Scopes & needed) == needed || Scopes.HasFlag(Scopes.Admin);

    /// <summary>What a page may offer.</summary>
    public bool May(Scopes needed) => Has(needed) && !(IsReadOnly && needed.Changes());
}

internal static class CallerExtensions
{
    /// <summary>Set before any route is reached.</summary>
    public static Caller Caller(this HttpContext http) =>
        http.Features.Get<Caller>() ?? throw new InvalidOperationException("A route was reached past the gate.");

    /// <summary>Whether what needs this scope changes something.</summary>
    public static bool Changes(this Scopes needed) => (needed & ~Scopes.Read) != 0;
}
