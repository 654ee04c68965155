namespace Jobs.Host.Access;

/// <summary>What a route asks of its caller; metadata of every endpoint.</summary>
/// <param name="Needs">None: open to anybody.</param>
/// <param name="IsPage">For people with a browser: who has not signed in is asked to, instead of being refused.</param>
internal sealed record RouteAccess(Scopes Needs, bool IsPage = false)
{
    /// <summary>Of an endpoint that says nothing: the most.</summary>
    public static RouteAccess Unstated { get; } = new(Scopes.Admin);
}
