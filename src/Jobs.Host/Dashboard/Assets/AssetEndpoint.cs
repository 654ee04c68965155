using Jobs.Host.Api;

namespace Jobs.Host.Dashboard.Assets;

/// <summary><c>GET /assets/{version}/{name}</c>.</summary>
internal sealed class AssetEndpoint(AssetStore assets)
{
    public Task<Answer> GetAsync(HttpContext http)
    {
        var (version, name) = ((string)http.Request.RouteValues["version"]!, (string)http.Request.RouteValues["name"]!);
        if (assets.Find(version, name) is not { } file)
            return Task.FromResult<Answer>(new Problem(ProblemTypes.UnknownRoute, "This version of the program has no such file; load the page again."));
        return Task.FromResult(http.Request.Headers.IfNoneMatch == file.ETag
            ? Answer.File(StatusCodes.Status304NotModified, file with { Bytes = default })
            : Answer.File(StatusCodes.Status200OK, file));
    }
}
