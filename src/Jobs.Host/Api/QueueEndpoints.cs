using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Queues and their numbers.</summary>
internal sealed class QueueEndpoints(ApiContext api)
{
    public async Task<Answer> ListAsync(HttpContext http)
    {
        if (new QueryReader(http.Request, []).Problem is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(ListQueues.Instance) switch
        {
            QueueList list => Answer.Ok(json => QueueJson.WriteList(json, list.Queues)),
            var other => Answer.Refused(other),
        };
    }

    public async Task<Answer> GetAsync(HttpContext http)
    {
        if (new QueryReader(http.Request, []).Problem is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(new GetQueue((string)http.Request.RouteValues["queue"]!)) switch
        {
            QueueFound found => Answer.Ok(json => QueueJson.Write(json, found.Queue)),
            var other => Answer.Refused(other),
        };
    }
}
