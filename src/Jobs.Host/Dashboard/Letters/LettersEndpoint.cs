using Jobs.Host.Api;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.Letters;

/// <summary><c>GET /dead-letters</c>.</summary>
internal sealed class LettersEndpoint(DashboardContext dashboard)
{
    public const string Path = "/dead-letters";

    private static readonly string[] _asTerms = ["queue", "type", "text"];

    private static readonly PageHead _head = new("Dead letters", Path) { Live = "job", Modules = ["letters.js", "sheet.js"], Styles = ["job-pages.css"] };

    public async Task<Answer> GetAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["filter", "limit", "cursor", PageRenderer.FragmentParameter, .. _asTerms]);
        var (limit, cursor) = (query.Limit(), query.Cursor());
        if (query.Problem is { } problem)
            return await dashboard.Pages.ProblemAsync(http, Path, problem);
        var line = LetterLine.Read(JobList.FilterLine.TextOf(http.Request.Query, _asTerms));
        if (line.Mistake is not null)
            return await RenderAsync(http, new LettersModel(line, [], [], null, IsNewest: true), StatusCodes.Status400BadRequest);
        var groups = await dashboard.Api.Gateway.AskOrRefuseAsync(new GroupDeadLetters(line.Queue, line.Type, line.Error));
        var letters = await dashboard.Api.Gateway.AskOrRefuseAsync(new ListDeadLetters(line.Queue, line.Type, line.Error, limit, cursor));
        return (groups, letters) switch
        {
            (DeadLetterGroups found, DeadLetterPage page) => await RenderAsync(http, new LettersModel(line, found.Groups, page.Items, page.NextCursor, cursor is null), StatusCodes.Status200OK),
            (RequestRefused refused, _) => await dashboard.Pages.ProblemAsync(http, Path, Problem.From(refused.Refusal)),
            (_, RequestRefused refused) => await dashboard.Pages.ProblemAsync(http, Path, Problem.From(refused.Refusal)),
            _ => Answer.Refused(letters),
        };
    }

    private Task<Answer> RenderAsync(HttpContext http, LettersModel model, int status) => dashboard.Pages.RenderAsync<LettersPage>(http, model.IsNewest ? _head : _head with { Live = "" }, model, status);
}
