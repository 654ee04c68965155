using Jobs.Host.Access;

namespace Jobs.Host.OpenApi;

/// <summary>A route as it is mapped, and what is said of it.</summary>
/// <param name="Doc">Null: it is no part of the API, as a page.</param>
internal sealed record DescribedRoute(string Method, string Path, RouteAccess Access, RouteDoc? Doc)
{
    public bool IsChange => !HttpMethods.IsGet(Method);

    /// <summary>Names in braces, in their order.</summary>
    public IEnumerable<string> PathParameters => Path.Split('/').Where(part => part.StartsWith('{')).Select(part => part.Trim('{', '}'));
}
