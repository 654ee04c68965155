using Jobs.Host.Api;
using Jobs.Host.Dashboard.Components;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <summary><c>/queues</c> and <c>/queues/{queue}</c>.</summary>
internal sealed class QueuePages(DashboardContext dashboard)
{
    private const string Section = "/queues";

    public async Task<Answer> ListAsync(HttpContext http) => await dashboard.Api.Gateway.AskOrRefuseAsync(ListQueues.Instance) switch
    {
        QueueList list => await dashboard.Pages.RenderAsync<QueuesPage>(http, new PageHead("Queues", Section) { Live = "job queue stats" }, new QueuesModel([.. list.Queues.Select(queue => new QueueRow(queue, []))])),
        var refused => await dashboard.Pages.ProblemAsync(http, Section, Answer.Refused(refused).Problem!),
    };
}
