using Jobs.Host.Api;
using Jobs.Hosting;

namespace Jobs.Host.Access;

/// <summary>Stands before every route: finds out who asks, and whether the route's access allows it.</summary>
/// <param name="requests">null: each client may ask as often as it likes.</param>
internal sealed class Gate(RequestGuard guard, Identity identity, Refusals refusals, SignInEndpoints signIn, ClientRates? requests)
{
    /// <summary>Carries <see cref="Session.Antiforgery"/> where neither <c>Sec-Fetch-Site</c> nor <c>Origin</c> says where a change comes from.</summary>
    public const string AntiforgeryHeader = "X-Jobs-Antiforgery";

    public Task PassAsync(HttpContext http, RequestDelegate next)
    {
        var route = http.GetEndpoint()?.Metadata.GetMetadata<RouteAccess>() ?? RouteAccess.Unstated;
        SecurityHeaders.Add(http.Response.Headers, route.IsPage);
        if (guard.Check(http.Request) is { } refused)
            return AnswerWriter.WriteAsync(http.Response, refused);

        var caller = identity.Of(http.Request);
        if (caller is null && route.Needs != Scopes.None && SignInEndpoints.IsVisit(http.Request, route.IsPage))
            return signIn.AskAsync(http);
        if (route.Needs != Scopes.None && Check(http, route.Needs, caller) is { } problem)
            return AnswerWriter.WriteAsync(http.Response, problem);
        http.Features.Set(caller ?? Caller.Nobody);
        return next(http);
    }

    private Problem? Check(HttpContext http, Scopes needs, Caller? caller)
    {
        if (caller is null)
            return refusals.Count(http, "Send a key that this host knows: Authorization: Bearer KEY, or JOBS_API_KEY for the console.");
        if (requests is not null && !requests.TryTake(caller.Name ?? ClientAddress.Of(http), out var retryAfter))
            return new Problem(ProblemTypes.TooManyRequests, "This client asks more often than jobs.host.rate-limit allows.", RetryAfter: retryAfter);
        if (!caller.Has(needs))
            return new Problem(ProblemTypes.Forbidden, $"Key '{caller.Name}' has {caller.Scopes.Words()}; this needs {needs.Words()}.");
        if (!caller.May(needs))
            return new Problem(ProblemTypes.ReadOnly, "jobs.host.read-only is on: looking is all that can be done here.");
        return IsForged(http.Request, caller)
            ? new Problem(ProblemTypes.CrossSite, $"A change by a browser says where it comes from (Sec-Fetch-Site, Origin) or carries {AntiforgeryHeader}.")
            : null;
    }

    /// <summary>A browser sends its cookie along whoever made it ask, so a change has to prove that a page of ours did. A key can not be sent unknowingly.</summary>
    private static bool IsForged(HttpRequest request, Caller caller) =>
        caller.Session is { } session && SameOrigin.HasEffect(request) && SameOrigin.Is(request) is not true && request.Headers[AntiforgeryHeader] != session.Antiforgery;
}
