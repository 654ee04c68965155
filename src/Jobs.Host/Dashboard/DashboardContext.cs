using Jobs.Host.Api;
using Jobs.Host.Dashboard.Assets;

namespace Jobs.Host.Dashboard;

/// <summary>What the pages need.</summary>
internal sealed record DashboardContext(ApiContext Api, PageRenderer Pages, AssetStore Assets)
{
    public static DashboardContext Create(ApiContext api, IServiceProvider services, Hosting.HostSettings settings)
    {
        var assets = AssetStore.Load();
        var links = new PageLinks(settings.PathPrefix, assets.Version);
        var pages = new PageRenderer(services, services.GetRequiredService<ILoggerFactory>(), links, settings.Environment, services.GetRequiredService<TimeProvider>());
        return new DashboardContext(api, pages, assets);
    }
}
