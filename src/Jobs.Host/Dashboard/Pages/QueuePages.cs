using Jobs.Host.Api;
using Jobs.Host.Dashboard.Charts;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <summary><c>/queues</c> and <c>/queues/{queue}</c>.</summary>
internal sealed class QueuePages(DashboardContext dashboard, FlowReader flow)
{
    /// <summary>A page of more would be searched, not read.</summary>
    private const int QueuesShownMax = 200;

    private const string Section = "/queues";
    private const int TextLengthMax = 64;

    public async Task<Answer> ListAsync(HttpContext http)
    {
        var listed = await dashboard.Api.Gateway.AskOrRefuseAsync(ListQueues.Instance);
        if (listed is not QueueList { Queues: var queues })
            return await dashboard.Pages.ProblemAsync(http, Section, Answer.Refused(listed).Problem!);
        var text = http.Request.Query["text"].ToString();
        text = text.Length > TextLengthMax ? text[..TextLengthMax] : text;
        var found = queues.Where(queue => queue.Name.Contains(text, StringComparison.OrdinalIgnoreCase)).ToList();
        var model = new QueuesModel(await flow.RowsAsync(found.Take(QueuesShownMax)), found.Count, queues.Count, text);
        return await dashboard.Pages.RenderAsync<QueuesPage>(http, new PageHead("Queues", Section) { Live = "job queue stats" }, model);
    }

    public async Task<Answer> GetAsync(HttpContext http)
    {
        var (now, window, name) = (dashboard.Pages.Now, ChartWindow.From(http.Request), (string)http.Request.RouteValues["queue"]!);
        var asked = await dashboard.Api.Gateway.AskOrRefuseAsync(new GetQueue(name));
        if (asked is not QueueFound { Queue: var queue })
            return await dashboard.Pages.ProblemAsync(http, Section, Answer.Refused(asked).Problem!);
        var charts = await flow.ChartsAsync(name, window, now);
        var before = dashboard.History.Before(now, name);
        var model = new QueueModel(
            queue, dashboard.Api.Queue(name), before?.Counts, before?.Age ?? default, window, charts, Attention.Of([queue], dashboard.Alerts));
        return await dashboard.Pages.RenderAsync<QueuePage>(http, new PageHead(name, Section) { Live = "job queue stats alert", LiveQueue = name }, model);
    }
}
