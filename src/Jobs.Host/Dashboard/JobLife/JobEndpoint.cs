using Jobs.Host.Api;
using Jobs.Host.Dashboard.JobList;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.JobLife;

/// <summary><c>GET /jobs/{id}</c>.</summary>
internal sealed class JobEndpoint(DashboardContext dashboard)
{
    public const string Path = "/jobs/{id}";

    private static readonly string[] _known = ["queue", PageRenderer.FragmentParameter];

    public async Task<Answer> GetAsync(HttpContext http)
    {
        if (JobAddress.Read(http, _known, out var address) is { } problem)
            return await dashboard.Pages.ProblemAsync(http, JobListEndpoint.Path, problem);
        return await dashboard.Api.Gateway.AskOrRefuseAsync(new GetJob(address.Queue, address.Id)) switch
        {
            JobFound { Job: var job } => await RenderAsync(http, job),
            RequestRefused { Refusal: var refusal } => await RefuseAsync(http, address.Id, refusal),
            var other => Answer.Refused(other),
        };
    }

    private Task<Answer> RenderAsync(HttpContext http, JobView job)
    {
        var head = new PageHead($"{job.Type} {Shown.ShortId(job.Id.ToString())}", JobListEndpoint.Path)
        {
            Live = "job",
            LiveJob = job.Id.ToString(),
            LiveQueue = job.Queue,
            Modules = ["job.js", "diff.js"], Styles = ["job-pages.css"],
        };
        var server = $"{http.Request.Scheme}://{http.Request.Host}{dashboard.Pages.Links.Prefix}";
        return dashboard.Pages.RenderAsync<JobLifePage>(http, head, new JobModel(job, JobAction.Of(job), new JobCommands(job, server), LinksOf(job)));
    }

    private List<JobLink> LinksOf(JobView job)
    {
        var links = new List<JobLink>();
        if (dashboard.Api.Links.TraceOf(job.Id, job.Queue, job.Type, job.TraceId) is { } trace)
            links.Add(new JobLink("Trace", trace));
        if (dashboard.Api.Links.LogsOf(job.Id, job.Queue, job.Type, job.TraceId) is { } logs)
            links.Add(new JobLink("Logs", logs));
        return links;
    }

    private async Task<Answer> RefuseAsync(HttpContext http, JobId id, Refusal refusal)
    {
        if (refusal.Code is not (Refusal.Codes.NotFound or Refusal.Codes.AmbiguousId))
            return await dashboard.Pages.ProblemAsync(http, JobListEndpoint.Path, Problem.From(refusal));
        var problem = Problem.From(refusal);
        return await dashboard.Pages.RenderAsync<NoJobPage>(
            http,
            new PageHead(problem.Title, JobListEndpoint.Path),
            new NoJobModel(id.ToString(), refusal.Detail, refusal.Code == Refusal.Codes.AmbiguousId ? await HoldersAsync(id) : []),
            problem.Status);
    }

    private async Task<IReadOnlyList<string>> HoldersAsync(JobId id) =>
        await dashboard.Api.Gateway.AskAsync(new ListJobs(null) { Filter = FilterLine.Term("id", id.ToString()) }) is JobPage page ? [.. page.Items.Select(job => job.Queue).Distinct()] : [];
}
