using System.Net;
using Jobs.Host.Api;

namespace Jobs.Host.Access;

/// <summary>
/// Refuses what a browser may be tricked into: a Host that is not ours (DNS rebinding) and changes from pages of other sites. Neither needs a secret, and neither
/// stands in the way of programs.
/// </summary>
internal sealed class RequestGuard
{
    private readonly HashSet<string> _hosts;
    private readonly bool _anyAddress;

    public RequestGuard(IEnumerable<Uri> listening, IEnumerable<string> allowedHosts)
    {
        var names = listening.Select(url => url.IdnHost).ToList();
        _hosts = new HashSet<string>(["localhost", "127.0.0.1", "::1", .. names, .. allowedHosts], StringComparer.OrdinalIgnoreCase);

        // Rebinding needs a name; a server that listens everywhere may be called by any of its addresses.
        _anyAddress = names.Exists(name => IPAddress.TryParse(name, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));
    }

    public Problem? Check(HttpRequest request)
    {
        var host = request.Host.Host.Trim('[', ']');

        // A browser always names its host; who names none is no browser.
        if (host.Length > 0 && !_hosts.Contains(host) && !(_anyAddress && IPAddress.TryParse(host, out _)))
            return new Problem(ProblemTypes.ForeignHost, $"This server does not answer for host '{host}'; add it to jobs.host.allowed-hosts if it should.");
        if (SameOrigin.HasEffect(request) && SameOrigin.Is(request) == false)
            return new Problem(ProblemTypes.CrossSite, "The request comes from a page of another site; send it from a program, or from a page of this server.");
        return null;
    }
}
