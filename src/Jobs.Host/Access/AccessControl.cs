using Jobs.Host.Dashboard;
using Jobs.Host.Serving;

namespace Jobs.Host.Access;

/// <summary>Who gets in, put together from the configuration.</summary>
internal sealed class AccessControl
{
    public AccessControl(HostConfiguration configuration, PageLinks links, TimeProvider clock)
    {
        var host = configuration.Jobs.Host;
        var cookie = new SessionCookie($"{string.Join(' ', configuration.Urls)} {host.PathPrefix}");
        var refusals = new Refusals(clock);
        var identity = new Identity(new ApiKeys(host.ApiKeys, host.ReadOnly), new Sessions(clock), cookie, host.ReadOnly);
        SignIn = new SignInEndpoints(identity, cookie, refusals, links);
        Gate = new Gate(new RequestGuard(configuration.Urls, host.AllowedHosts), identity, refusals, SignIn, host.RequestLimit is { } limit ? new ClientRates(limit, clock) : null);
    }

    public Gate Gate { get; }

    public SignInEndpoints SignIn { get; }
}
