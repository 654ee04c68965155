using Jobs.Host.Api;
using Jobs.Host.Dashboard.Assets;
using Jobs.Host.Dashboard.JobLife;
using Jobs.Host.Dashboard.JobList;
using Jobs.Host.Dashboard.Letters;
using Jobs.Host.Dashboard.Pages;

namespace Jobs.Host.Dashboard;

/// <summary>Every page, in one table.</summary>
internal static class DashboardRoutes
{
    public static void Map(RouteTable routes, DashboardContext dashboard)
    {
        routes.Get("/assets/{version}/{name}", Scopes.None, new AssetEndpoint(dashboard.Assets).GetAsync);
        var flow = new FlowReader(dashboard.Api.Gateway, dashboard.Pages.Clock);
        var queues = new QueuePages(dashboard, flow);
        routes.Page("/", new OverviewPages(dashboard, flow).GetAsync);
        routes.Page("/queues", queues.ListAsync);
        routes.Page(JobListEndpoint.Path, new JobListEndpoint(dashboard).GetAsync);
        routes.Page(JobEndpoint.Path, new JobEndpoint(dashboard).GetAsync);
        routes.Page(LettersEndpoint.Path, new LettersEndpoint(dashboard).GetAsync);
        routes.Page("/queues/{queue}", queues.GetAsync);
        routes.Page("/workers", new WorkerPages(dashboard).GetAsync);
        routes.Page("/tail", new TailPages(dashboard).GetAsync);
        routes.Page("/configuration", new ConfigurationPages(dashboard).GetAsync);
    }
}
