using Jobs.Host.Api;
using Jobs.Messages;

namespace Jobs.Host.OpenApi;

/// <summary>Every problem that a route can answer. The server's own failure, 500, is none that one can provoke, and is not listed.</summary>
internal static class RouteProblems
{
    public static IReadOnlyList<string> Of(DescribedRoute route)
    {
        var problems = new List<string> { ProblemTypes.ForeignHost };
        if (route.Access.Needs != Scopes.None)
            problems.AddRange([ProblemTypes.Unauthorized, ProblemTypes.Forbidden, ProblemTypes.TooManyRequests]);
        if (route.IsChange)
            problems.AddRange([ProblemTypes.ReadOnly, ProblemTypes.CrossSite]);
        if (route.Doc!.Body is not null)
            problems.AddRange([Refusal.Codes.InvalidRequest, ProblemTypes.BodyTooLarge, ProblemTypes.UnsupportedMediaType]);
        problems.AddRange(route.Doc.Problems);
        return [.. problems.Distinct(StringComparer.Ordinal).OrderBy(ProblemTypes.StatusOf).ThenBy(type => type, StringComparer.Ordinal)];
    }
}
