namespace Jobs.Host.Access;

/// <summary>Finds out who asks: by a key (<c>Authorization: Bearer</c>) or by the cookie of one who has signed in with a key.</summary>
internal sealed class Identity(ApiKeys keys, Sessions sessions, SessionCookie cookie, bool isReadOnly)
{
    private const string Scheme = "Bearer ";

    private readonly Caller _anyone = Caller.Anyone(isReadOnly);

    public bool NeedsKeys => !keys.IsEmpty;

    /// <summary>null: nobody that is known.</summary>
    public Caller? Of(HttpRequest request)
    {
        if (keys.IsEmpty)
            return _anyone;

        // Who shows a key is judged by it, whatever his cookie says. Another scheme is somebody else's, a proxy's mostly.
        if (request.Headers.Authorization is { Count: 1 } header && header[0] is { } said && said.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return keys.Find(said.AsSpan(Scheme.Length).Trim());
        return cookie.Read(request) is { } token ? sessions.Find(token) : null;
    }

    /// <summary>Signs in; null when the key is unknown.</summary>
    public string? Begin(string key) => keys.Find(key) is { } caller ? sessions.Begin(caller) : null;

    public void End(HttpRequest request)
    {
        if (cookie.Read(request) is { } token)
            sessions.End(token);
    }
}
