namespace Jobs.Host.Api;

/// <summary><c>GET /</c>: where to go from here, for who opens the address in a browser.</summary>
internal static class WelcomeEndpoint
{
    private static readonly string[] _links = ["/api/v1/queues", "/api/v1/jobs", "/api/v1/dead-letters", "/api/v1/stats", "/health"];

    public static Task<Answer> GetAsync(HttpContext http) => Task.FromResult(Answer.Ok(json =>
    {
        json.WriteStartObject();
        json.WriteString("name"u8, "jobs");
        json.WriteString("version"u8, typeof(WelcomeEndpoint).Assembly.GetName().Version!.ToString(3));
        json.WriteStartArray("links"u8);
        foreach (var link in _links)
            json.WriteStringValue($"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{link}");
        json.WriteEndArray();
        json.WriteEndObject();
    }));
}
