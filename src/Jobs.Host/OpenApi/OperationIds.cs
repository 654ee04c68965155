namespace Jobs.Host.OpenApi;

/// <summary>A name for each route, made of its method and path: <c>post-jobs-id-cancel</c>.</summary>
internal static class OperationIds
{
    private const string Prefix = "/api/v1";

    public static string Of(DescribedRoute route)
    {
        var path = route.Path.StartsWith(Prefix, StringComparison.Ordinal) ? route.Path[Prefix.Length..] : route.Path;
        return string.Join('-', path.Split(['/', '{', '}', '.'], StringSplitOptions.RemoveEmptyEntries).Prepend(route.Method.ToLowerInvariant()));
    }
}
