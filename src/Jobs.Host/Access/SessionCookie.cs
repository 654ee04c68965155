using System.Security.Cryptography;
using System.Text;

namespace Jobs.Host.Access;

/// <summary>The cookie of a browser that has signed in. Cookies know no ports and overlap in paths, so each host's has a name of its own.</summary>
/// <param name="place">Where this host is to be found, as far as it knows.</param>
internal sealed class SessionCookie(string place)
{
    private readonly string _name = $"jobs-session-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)).AsSpan(0, 4))}";

    public string? Read(HttpRequest request) => request.Cookies[_name];

    public void Write(HttpContext http, string token) => http.Response.Cookies.Append(_name, token, Options(http.Request, Sessions.Lifetime));

    public void Delete(HttpContext http) => http.Response.Cookies.Delete(_name, Options(http.Request, lifetime: null));

    private static CookieOptions Options(HttpRequest request, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = IsHttps(request),
        Path = "/",
        MaxAge = lifetime,
    };

    // A proxy says so. Whoever lies about it only keeps his own cookie from being sent.
    private static bool IsHttps(HttpRequest request) => request.IsHttps || request.Headers["X-Forwarded-Proto"].ToString().StartsWith("https", StringComparison.OrdinalIgnoreCase);
}
