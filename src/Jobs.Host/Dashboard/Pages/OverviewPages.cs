using Jobs.Host.Api;
using Jobs.Host.Dashboard.Charts;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <summary><c>/</c>: how everything stands, at one look.</summary>
internal sealed class OverviewPages(DashboardContext dashboard, FlowReader flow)
{
    /// <summary>Queues that fit under the charts; the rest is on the page of queues.</summary>
    private const int QueuesShownMax = 50;

    private const string Section = "/";

    /// <summary>Programs that ask for the root are told where to go; only browsers see the page.</summary>
    public Task<Answer> GetAsync(HttpContext http) => PageRenderer.IsWanted(http.Request) ? OverviewAsync(http) : WelcomeEndpoint.GetAsync(http);

    private async Task<Answer> OverviewAsync(HttpContext http)
    {
        var (now, window) = (dashboard.Pages.Now, ChartWindow.From(http.Request));
        var listed = await dashboard.Api.Gateway.AskOrRefuseAsync(ListQueues.Instance);
        if (listed is not QueueList { Queues: var queues })
            return await dashboard.Pages.ProblemAsync(http, Section, Answer.Refused(listed).Problem!);
        var (charts, rows) = (flow.ChartsAsync(null, window, now), flow.RowsAsync(queues.Take(QueuesShownMax)));
        var before = dashboard.History.Before(now);
        var model = new OverviewModel(
            Counts.Sum(queues), before?.Counts, before?.Age ?? default, window, await charts, Attention.Of(queues, dashboard.Alerts), await rows, queues.Count);
        return await dashboard.Pages.RenderAsync<OverviewPage>(http, new PageHead("Overview", Section) { Live = "job queue stats alert" }, model);
    }
}
