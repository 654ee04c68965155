using Jobs.Host.Serving;

namespace Jobs.Host.Access;

/// <summary>Who gets in, put together from the configuration.</summary>
internal sealed class AccessControl
{
    public AccessControl(HostConfiguration configuration, TimeProvider clock)
    {
        var host = configuration.Jobs.Host;
        var cookie = new SessionCookie(string.Join(' ', configuration.Urls));
        var refusals = new Refusals(clock);
        var identity = new Identity(new ApiKeys(host.ApiKeys, host.ReadOnly), new Sessions(clock), cookie, host.ReadOnly);
        Gate = new Gate(new RequestGuard(configuration.Urls, host.AllowedHosts), identity, refusals, host.RequestLimit is { } limit ? new ClientRates(limit, clock) : null);
        SignIn = new SignInEndpoints(identity, cookie, refusals);
    }

    public Gate Gate { get; }

    public SignInEndpoints SignIn { get; }
}
