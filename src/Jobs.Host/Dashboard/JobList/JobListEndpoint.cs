using Jobs.Host.Api;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.JobList;

/// <summary><c>GET /jobs</c>: the list that <c>GET /api/v1/jobs</c> gives, as a page.</summary>
internal sealed class JobListEndpoint(DashboardContext dashboard)
{
    public const string Path = "/jobs";

    /// <summary>More names than these are found by typing.</summary>
    private const int QueueChipsMax = 12;

    private static readonly string[] _asTerms = ["queue", "status", "type", "tag", "text"];

    private static readonly PageHead _head = new("Jobs", Path)
    {
        Live = "job",
        Keys = [new PageKey("r", "retries the selection, or the row")],
        Modules = ["job-list.js", "sheet.js"], Styles = ["job-pages.css"],
    };

    public async Task<Answer> GetAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["filter", "limit", "cursor", PageRenderer.FragmentParameter, .. _asTerms]);
        var (limit, cursor) = (query.Limit(), query.Cursor());
        if (query.Problem is { } problem)
            return await dashboard.Pages.ProblemAsync(http, Path, problem);
        var line = FilterLine.Read(FilterLine.TextOf(http.Request.Query, _asTerms));
        var queues = await dashboard.Api.Gateway.AskAsync(ListQueues.Instance) is QueueList list ? list.Queues : [];
        if (line.Mistake is not null)
            return await RenderAsync(http, line, new JobPage([], null), isNewest: true, queues, StatusCodes.Status400BadRequest);
        return await dashboard.Api.Gateway.AskOrRefuseAsync(new ListJobs(null, Limit: limit, Cursor: cursor) { Filter = line.Text.Length > 0 ? line.Text : null }) switch
        {
            JobPage page => await RenderAsync(http, line, page, cursor is null, queues, StatusCodes.Status200OK),
            RequestRefused refused => await dashboard.Pages.ProblemAsync(http, Path, Problem.From(refused.Refusal)),
            var other => Answer.Refused(other),
        };
    }

    private Task<Answer> RenderAsync(HttpContext http, FilterLine line, JobPage page, bool isNewest, IReadOnlyList<QueueView> queues, int status) => dashboard.Pages.RenderAsync<JobListPage>(
        http,
        _head with { Live = isNewest && line.Mistake is null ? _head.Live : "" },
        new JobListModel(
            line,
            page.Items,
            page.NextCursor,
            isNewest,
            [.. Enum.GetValues<JobStatus>().Select(state => new StatusChip(state, line.Asks(state), Count(line, queues, state), line.Toggled(state)))],
            queues.Count is > 1 and <= QueueChipsMax ? [.. queues.Select(queue => Chip(line, queue))] : [],
            BulkAction.For(line)),
        status);

    private static long? Count(FilterLine line, IReadOnlyList<QueueView> queues, JobStatus status) =>
        line.Mistake is null && line.IsCounted ? queues.Where(queue => line.Allows(queue.Name)).Sum(queue => CountOf(queue.Counts, status)) : null;

    private static long CountOf(JobCounts counts, JobStatus status) => status switch
    {
        JobStatus.Pending => counts.Pending,
        JobStatus.Scheduled => counts.Scheduled,
        JobStatus.Processing => counts.Processing,
        JobStatus.Failed => counts.Failed,
        JobStatus.Completed => counts.Completed,
        JobStatus.Dead => counts.Dead,
        _ => counts.Cancelled,
    };

    private static QueueChip Chip(FilterLine line, QueueView queue) => new(queue.Name, $"{line.Text} {FilterLine.Term("queue", queue.Name)}".Trim());
}
