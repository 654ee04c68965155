using Jobs.Host.Dashboard;

namespace Jobs.Host.Access;

/// <summary>What every answer tells a browser to refuse.</summary>
internal static class SecurityHeaders
{
    /// <summary>Of answers that are no pages, should a browser show one all the same.</summary>
    private const string DataPolicy = "default-src 'none'; frame-ancestors 'none'";

    public static void Add(IHeaderDictionary headers, bool isPage)
    {
        headers.ContentSecurityPolicy = isPage ? PagePolicy.Content : DataPolicy;
        headers.XContentTypeOptions = "nosniff";
        // Not no-referrer: with that, a form of ours would say that it comes from nowhere (Origin: null).
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (isPage)
            headers["Cross-Origin-Opener-Policy"] = "same-origin";

        // What is kept may be read later by who may not; an asset says something else.
        headers.CacheControl = "no-store";
    }
}
