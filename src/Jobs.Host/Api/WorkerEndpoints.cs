using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Who runs what: this host's workers, and those outside it that hold leases or wait for work.</summary>
internal sealed class WorkerEndpoints(ApiContext api)
{
    public async Task<Answer> ListAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["queue"]);
        var only = query.Queue();
        if (query.Problem is { } problem)
            return problem;
        var queues = await api.Gateway.AskOrRefuseAsync(only is null ? ListQueues.Instance : new GetQueue(only));
        return (await api.Gateway.AskOrRefuseAsync(new ListWorkers(only)), queues) switch
        {
            (WorkerList workers, QueueList all) => Answer.Ok(json => Write(json, workers, all.Queues)),
            (WorkerList workers, QueueFound found) => Answer.Ok(json => Write(json, workers, [found.Queue])),
            (WorkerList, var refused) => Answer.Refused(refused),
            (var refused, _) => Answer.Refused(refused),
        };
    }

    private static void Write(Utf8JsonWriter json, WorkerList workers, IReadOnlyList<QueueView> queues)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var worker in workers.Items)
            WorkerJson.Write(json, worker);
        foreach (var queue in queues)
        {
            foreach (var worker in queue.ExternalWorkers ?? [])
                WorkerJson.Write(json, worker, queue.Name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
