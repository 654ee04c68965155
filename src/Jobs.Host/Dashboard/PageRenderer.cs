using System.Text;
using Jobs.Host.Access;
using Jobs.Host.Api;
using Jobs.Host.Dashboard.Layout;
using Jobs.Host.Dashboard.Pages;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Jobs.Host.Dashboard;

/// <summary>
/// Renders a page on the server: the whole document, or, for a page that asks for itself again (<c>?fragment=main</c>), only what the frame holds.
/// The components take one parameter, <c>Model</c>, and find the <see cref="PageView"/> around them.
/// </summary>
internal sealed class PageRenderer(IServiceProvider services, ILoggerFactory logs, PageLinks links, string environment, TimeProvider clock)
{
    /// <summary>The query parameter that asks for the page without its frame.</summary>
    public const string FragmentParameter = "fragment";

    private const string ThemeCookie = "jobs-theme";

    public PageLinks Links => links;

    public TimeProvider Clock => clock;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Whether the client is somebody who looks at pages.</summary>
    public static bool IsWanted(HttpRequest request) => request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public async Task<Answer> RenderAsync<TPage>(HttpContext http, PageHead head, object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var caller = http.Caller();
        var view = new PageView(head, links, RightsOf(caller), ThemeOf(http.Request), environment, Now)
        {
            SignedInAs = caller.Session is null ? null : caller.Name,
            IsReadOnly = caller.IsReadOnly,
        };
        var frame = http.Request.Query[FragmentParameter] == "main" ? typeof(Fragment) : typeof(Document);
        var html = await RenderAsync(frame, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(Document.View)] = view,
            [nameof(Document.Page)] = typeof(TPage),
            [nameof(Document.Model)] = model,
        });
        return Answer.File(status, new AnswerFile("text/html; charset=utf-8", Encoding.UTF8.GetBytes(html)));
    }

    /// <summary>A page that says what the API would say as a problem.</summary>
    public Task<Answer> ProblemAsync(HttpContext http, string section, Problem problem) =>
        RenderAsync<ProblemPage>(http, new PageHead(problem.Title, section), new ProblemModel(problem.Status, problem.Title, problem.Detail), problem.Status);

    private static PageRights RightsOf(Caller caller) => new(caller.May(Scopes.Enqueue), caller.May(Scopes.Operate), caller.May(Scopes.Admin));

    private static string ThemeOf(HttpRequest request) => request.Cookies[ThemeCookie] is "light" or "dark" ? request.Cookies[ThemeCookie]! : "system";

    private async Task<string> RenderAsync(Type component, Dictionary<string, object?> parameters)
    {
        await using var renderer = new HtmlRenderer(services, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync(component, ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
