using Jobs.Alerts;
using Jobs.Host.Access;
using Jobs.Host.Api;
using Jobs.Host.Dashboard.Assets;
using Jobs.Host.Dashboard.Pages;
using Jobs.Hosting;

namespace Jobs.Host.Dashboard;

/// <summary>What the pages need.</summary>
internal sealed record DashboardContext(ApiContext Api, PageRenderer Pages, AssetStore Assets, CountsHistory History, JobsConfiguration Configuration)
{
    /// <summary>Those that are raised now.</summary>
    public IReadOnlyList<Alert> Alerts => Api.Telemetry()?.Gauges.Board.Raised ?? [];

    public static DashboardContext Create(ApiContext api, IServiceProvider services, JobsConfiguration configuration)
    {
        var assets = AssetStore.Load();
        var links = new PageLinks(configuration.Host.PathPrefix, assets.Version);
        var pages = new PageRenderer(
            services, services.GetRequiredService<ILoggerFactory>(), links, configuration.Host.Environment, services.GetRequiredService<TimeProvider>());
        return new DashboardContext(api, pages, assets, services.GetRequiredService<CountsHistory>(), configuration);
    }

    /// <summary>What is not there, said to people as a page and to programs as a problem.</summary>
    public Task<Answer> UnknownAsync(HttpContext http, Problem problem)
    {
        if (!PageRenderer.IsWanted(http.Request) || http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
            return Task.FromResult<Answer>(problem);
        SecurityHeaders.Add(http.Response.Headers, isPage: true);
        return Pages.ProblemAsync(http, section: "", problem);
    }
}
