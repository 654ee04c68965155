namespace Jobs.Host.Access;

/// <summary>What a route asks of its caller; metadata of every endpoint. One without it lets nobody in.</summary>
/// <param name="Needs">None: open to anybody.</param>
/// <param name="IsPage">For people with a browser: who has not signed in is asked to, instead of being refused.</param>
internal sealed record RouteAccess(Scopes Needs, bool IsPage = false);
