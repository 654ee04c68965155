using Jobs.Host.Api;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <summary><c>/workers</c>: who runs what.</summary>
internal sealed class WorkerPages(DashboardContext dashboard)
{
    /// <summary>Rows of one page; the busy ones come first.</summary>
    private const int WorkersShownMax = 300;

    private const string Section = "/workers";

    public async Task<Answer> GetAsync(HttpContext http)
    {
        var only = http.Request.Query["queue"].ToString() is { Length: > 0 } name ? name : null;
        var queues = await dashboard.Api.Gateway.AskOrRefuseAsync(only is null ? ListQueues.Instance : new GetQueue(only));
        var workers = await dashboard.Api.Gateway.AskOrRefuseAsync(new ListWorkers(only));
        IReadOnlyList<QueueView>? views = queues switch { QueueList list => list.Queues, QueueFound found => [found.Queue], _ => null };
        if (views is null || workers is not WorkerList { Items: var here })
            return await dashboard.Pages.ProblemAsync(http, Section, Answer.Refused(views is null ? queues : workers).Problem!);

        var shown = here.OrderBy(worker => worker.Status switch { WorkerStatus.Stuck => 0, WorkerStatus.Busy => 1, _ => 2 }).Take(WorkersShownMax);
        var external = views.SelectMany(queue => (queue.ExternalWorkers ?? []).Select(worker => (queue.Name, worker))).ToList();
        var model = new WorkersModel([.. shown.OrderBy(worker => worker.Queue, StringComparer.Ordinal)], [.. external.Take(WorkersShownMax)], here.Count, external.Count, only);
        return await dashboard.Pages.RenderAsync<WorkersPage>(http, new PageHead("Workers", Section) { Live = "job stats", LiveQueue = only }, model);
    }
}
