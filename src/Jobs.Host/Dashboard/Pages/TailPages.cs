using Jobs.Host.Api;

namespace Jobs.Host.Dashboard.Pages;

/// <summary><c>/tail</c>: what happens, as it happens. The events come through the page's stream; the server renders the frame for them.</summary>
internal sealed class TailPages(DashboardContext dashboard)
{
    private const int TextLengthMax = 100;

    public Task<Answer> GetAsync(HttpContext http)
    {
        var text = http.Request.Query["text"].ToString();
        var model = new TailModel(text.Length > TextLengthMax ? text[..TextLengthMax] : text);
        return dashboard.Pages.RenderAsync<TailPage>(http, new PageHead("Live", "/tail") { Modules = ["tail.js"] }, model);
    }
}
