namespace Jobs.Host.Access;

/// <summary>Whether a request comes from a page of this server, as the browser says it (<c>Sec-Fetch-Site</c>, <c>Origin</c>): a page can set neither.</summary>
internal static class SameOrigin
{
    private const string SiteHeader = "Sec-Fetch-Site";

    /// <summary>null: nobody says, so it is no browser, or a very old one.</summary>
    public static bool? Is(HttpRequest request)
    {
        if (request.Headers.TryGetValue(SiteHeader, out var site))
            return site == "same-origin";
        if (request.Headers.Origin is { Count: > 0 } origin)
            return Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, Authority(request), StringComparison.OrdinalIgnoreCase);
        return null;
    }

    /// <summary>What has an effect: everything but looking, and a WebSocket, which a browser opens to any site without asking it.</summary>
    public static bool HasEffect(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)) || request.Headers.Upgrade.Count > 0;

    // Uri leaves out a scheme's own port, a browser's Host header does as well, but a program's need not.
    private static string Authority(HttpRequest request) =>
        Uri.TryCreate($"{request.Scheme}://{request.Host}", UriKind.Absolute, out var own) ? own.Authority : request.Host.Value ?? "";
}
