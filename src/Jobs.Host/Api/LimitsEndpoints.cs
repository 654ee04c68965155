using Jobs.Host.Access;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Limits of a queue, changed while it runs.</summary>
internal sealed class LimitsEndpoints(ApiContext api)
{
    public async Task<Answer> ChangeAsync(HttpContext http)
    {
        if (new QueryReader(http.Request, []).Problem is { } problem)
            return problem;
        ChangeQueue change;
        using (var body = await RequestBody.ReadAsync(http.Request))
        {
            if (body.Problem is { } unreadable)
                return unreadable;
            if (LimitsReader.Read(body.Bytes.Span, QueueOf(http), out change) is { } wrong)
                return wrong;
        }

        return Changed(await api.Gateway.AskOrRefuseAsync(change with { By = http.Caller().By }));
    }

    public async Task<Answer> ResetAsync(HttpContext http)
    {
        if (new QueryReader(http.Request, []).Problem is { } problem)
            return problem;
        return await NoFields.ReadAsync(http.Request) is { } unexpected ? unexpected : Changed(await api.Gateway.AskOrRefuseAsync(new ResetQueue(QueueOf(http), http.Caller().By)));
    }

    private static string QueueOf(HttpContext http) => (string)http.Request.RouteValues["queue"]!;

    private static Answer Changed(object reply) => reply is QueueChanged changed ? Answer.Ok(json => QueueJson.Write(json, changed.Queue)) : Answer.Refused(reply);
}
