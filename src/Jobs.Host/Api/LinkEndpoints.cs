using Jobs.Hosting;

namespace Jobs.Host.Api;

/// <summary><c>GET /api/v1/links</c>: where jobs are to be seen in the team's own tools, as templates that the reader fills in.</summary>
internal sealed class LinkEndpoints(LinkSettings links)
{
    public Task<Answer> GetAsync(HttpContext http)
    {
        if (new QueryReader(http.Request, []).Problem is { } problem)
            return Task.FromResult<Answer>(problem);
        return Task.FromResult(Answer.Ok(json =>
        {
            json.WriteStartObject();
            json.WriteString("trace"u8, links.Trace);
            json.WriteString("logs"u8, links.Logs);
            json.WriteEndObject();
        }));
    }
}
