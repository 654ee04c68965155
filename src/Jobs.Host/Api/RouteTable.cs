using Jobs.Host.Access;
using Jobs.Host.OpenApi;

namespace Jobs.Host.Api;

/// <summary>
/// Turns what a route answers into a response, whatever happens; and answers for all paths that are no route. Each route names the scope that it needs, which
/// <see cref="Gate"/> sees to.
/// </summary>
internal sealed class RouteTable(IEndpointRouteBuilder app, ILogger log)
{
    private readonly List<(string Method, string[] Path)> _routes = [];
    private readonly List<DescribedRoute> _described = [];

    /// <summary>Every route that was mapped until now, in the order of mapping.</summary>
    public IReadOnlyList<DescribedRoute> Routes => _described;

    /// <param name="doc">What is said of it; null: it is no part of the API.</param>
    public void Get(string path, Func<HttpContext, Task<Answer>> answer, RouteDoc? doc = null) => Get(path, Scopes.Read, answer, doc);

    public void Get(string path, Scopes needs, Func<HttpContext, Task<Answer>> answer, RouteDoc? doc = null) => Map(HttpMethods.Get, path, new RouteAccess(needs), Respond(answer), doc);

    public void Post(string path, Scopes needs, Func<HttpContext, Task<Answer>> answer, RouteDoc? doc = null) => Map(HttpMethods.Post, path, new RouteAccess(needs), Respond(answer), doc);

    public void Patch(string path, Scopes needs, Func<HttpContext, Task<Answer>> answer, RouteDoc? doc = null) => Map(HttpMethods.Patch, path, new RouteAccess(needs), Respond(answer), doc);

    public void Delete(string path, Scopes needs, Func<HttpContext, Task<Answer>> answer, RouteDoc? doc = null) => Map(HttpMethods.Delete, path, new RouteAccess(needs), Respond(answer), doc);

    /// <summary>What writes its response by itself: streams, files, metrics.</summary>
    public void Serve(string method, string path, Scopes needs, RequestDelegate serve, RouteDoc? doc = null) => Map(method, path, new RouteAccess(needs), serve, doc);

    /// <summary>A page: who has not signed in is sent to do so.</summary>
    public void Page(string path, Func<HttpContext, Task<Answer>> answer) => Map(HttpMethods.Get, path, new RouteAccess(Scopes.Read, IsPage: true), Respond(answer));

    /// <summary>404 for unknown paths, 405 for known ones with another method.</summary>
    /// <param name="say">How the problem is said to who asks.</param>
    public void MapTheRest(Func<HttpContext, Problem, Task<Answer>> say) =>
        app.Map("/{**path}", Respond(http => say(http, Unknown(http.Request)))).WithMetadata(new RouteAccess(Scopes.Read));

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool Matches(string[] route, string[] path) =>
        route.Length == path.Length && route.Zip(path).All(pair => pair.First[0] == '{' || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));

    private void Map(string method, string path, RouteAccess access, RequestDelegate serve, RouteDoc? doc = null)
    {
        var described = new DescribedRoute(method, path, access, doc);
        _routes.Add((method, Segments(path)));
        _described.Add(described);
        app.MapMethods(path, [method], serve).WithMetadata(access, described);
    }

    private Problem Unknown(HttpRequest request)
    {
        var path = Segments(request.Path.Value ?? "");
        var methods = _routes.Where(route => Matches(route.Path, path)).Select(route => route.Method).Distinct().ToArray();
        if (methods.Length == 0)
            return new Problem(ProblemTypes.UnknownRoute, $"There is nothing at {request.Path}; the routes are under /api/v1, such as /api/v1/queues, and /health.");
        var allow = string.Join(", ", methods);
        return new Problem(ProblemTypes.MethodNotAllowed, $"{request.Path} takes {allow}, not {request.Method}.", Allow: allow);
    }

    private RequestDelegate Respond(Func<HttpContext, Task<Answer>> answer) => async http =>
    {
        Answer said;
        try
        {
            said = await answer(http);
        }
        catch (BadHttpRequestException fault)
        {
            said = fault.StatusCode == StatusCodes.Status413PayloadTooLarge ? RequestBody.TooLargeProblem() : Problem.Invalid(fault.Message);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception fault)
        {
            ApiLog.RouteFailed(log, fault, http.Request.Method, http.Request.Path);
            said = new Problem(ProblemTypes.InternalError, "The server failed at this request; its log says why. Repeat it with the same id, which gives the same job.");
        }

        await AnswerWriter.WriteAsync(http.Response, said);
    };
}
