namespace Jobs.Host.Api;

/// <summary>Which job a route means: its id in the path and, where several queues could have it, <c>?queue=</c>.</summary>
internal sealed record JobAddress(JobId Id, string? Queue, QueryReader Query)
{
    /// <param name="known">The query's parameters, <c>queue</c> among them; the others are read from <see cref="Query"/>.</param>
    public static Problem? Read(HttpContext http, string[] known, out JobAddress address)
    {
        var query = new QueryReader(http.Request, known);
        var valid = JobId.TryParse((string?)http.Request.RouteValues["id"], out var id);
        address = new JobAddress(id, query.Queue(), query);
        return valid ? query.Problem : Problem.Invalid([new FieldError("id", $"expected 1 to {JobId.LengthMax} characters of A-Z a-z 0-9 . _ -")]);
    }
}
