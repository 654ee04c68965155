using Jobs.Host.Api;

namespace Jobs.Host.Access;

/// <summary>Stands before every route: finds out who asks, and whether the route's access allows it.</summary>
internal sealed class Gate(RequestGuard guard)
{
    public Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (guard.Check(http.Request) is { } refused)
            return AnswerWriter.WriteAsync(http.Response, refused);
        http.Features.Set(Caller.Anyone);
        return next(http);
    }
}
