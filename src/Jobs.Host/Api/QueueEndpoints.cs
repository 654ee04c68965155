using System.Text.Json;
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

    /// <summary>What completed, failed and died within a window is not counted yet, and therefore null.</summary>
    public async Task<Answer> StatsAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["queue"], "window");
        var only = query.Queue();
        if (query.Problem is { } problem)
            return problem;
        return (only is null ? await api.Gateway.AskOrRefuseAsync(ListQueues.Instance) : await api.Gateway.AskOrRefuseAsync(new GetQueue(only))) switch
        {
            QueueList list => Answer.Ok(json => WriteStats(json, list.Queues)),
            QueueFound found => Answer.Ok(json => WriteStats(json, [found.Queue])),
            var other => Answer.Refused(other),
        };
    }

    private static void WriteStats(Utf8JsonWriter json, IReadOnlyList<QueueView> queues)
    {
        json.WriteStartObject();
        json.WriteNull("windowMs"u8);
        json.WriteStartArray("queues"u8);
        foreach (var queue in queues)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, queue.Name);
            json.WriteStartObject("counts"u8);
            QueueJson.WriteCounts(json, queue.Counts);
            json.WriteEndObject();
            json.WriteNull("completed"u8);
            json.WriteNull("failed"u8);
            json.WriteNull("dead"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
