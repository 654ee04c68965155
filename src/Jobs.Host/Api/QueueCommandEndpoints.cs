using Jobs.Host.Access;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>What operators do to a queue: pause, resume, drain. Each answers with the queue as it then is.</summary>
internal sealed class QueueCommandEndpoints(ApiContext api)
{
    public async Task<Answer> PauseAsync(HttpContext http)
    {
        if (new QueryReader(http.Request, []).Problem is { } problem)
            return problem;
        PauseQueue? pause;
        using (var body = await RequestBody.ReadAsync(http.Request))
        {
            if (body.Problem is { } unreadable)
                return unreadable;
            if (ChangeReader.ReadPause(body.Bytes.Span, QueueOf(http), out pause) is { } wrong)
                return wrong;
        }

        return await AskAsync(pause! with { By = http.Caller().By });
    }

    public Task<Answer> ResumeAsync(HttpContext http) => CommandAsync(http, queue => new ResumeQueue(queue, http.Caller().By));

    public Task<Answer> DrainAsync(HttpContext http) => CommandAsync(http, queue => new DrainQueue(queue, http.Caller().By));

    private static string QueueOf(HttpContext http) => (string)http.Request.RouteValues["queue"]!;

    private async Task<Answer> CommandAsync(HttpContext http, Func<string, IQueueRequest> command)
    {
        if (new QueryReader(http.Request, []).Problem is { } problem)
            return problem;
        return await NoFields.ReadAsync(http.Request) is { } unexpected ? unexpected : await AskAsync(command(QueueOf(http)));
    }

    private async Task<Answer> AskAsync(IQueueRequest request) => await api.Gateway.AskOrRefuseAsync(request) switch
    {
        QueueChanged changed => Answer.Ok(json => QueueJson.Write(json, changed.Queue)),
        var other => Answer.Refused(other),
    };
}
