using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Whether the host lives, may be sent work, and what does not serve.</summary>
internal sealed class HealthEndpoints(ApiContext api, IHostApplicationLifetime lifetime)
{
    private const string Ok = "ok";
    private const string Degraded = "degraded";
    private const string Recovering = "recovering";
    private const string Down = "down";
    private const string Stopping = "stopping";

    /// <summary>The process answers; nothing else is said.</summary>
    public static Task<Answer> LiveAsync(HttpContext http) => Task.FromResult(Status(StatusCodes.Status200OK, Ok, []));

    /// <summary>200 while some queues serve, with the names of those that do not; 503 while queues recover or when none serves, which means that storage is down.</summary>
    public async Task<Answer> GetAsync(HttpContext http)
    {
        if (await api.Gateway.AskOrRefuseAsync(ListQueues.Instance) is not QueueList { Queues: var queues })
            return Status(StatusCodes.Status503ServiceUnavailable, Down, []);
        if (queues.Any(queue => queue.Health == QueueHealth.Recovering))
            return Status(StatusCodes.Status503ServiceUnavailable, Recovering, Named(queues, QueueHealth.Recovering));
        var down = Named(queues, QueueHealth.Down);
        if (down.Length == 0)
            return Status(StatusCodes.Status200OK, Ok, []);
        return down.Length == queues.Count ? Status(StatusCodes.Status503ServiceUnavailable, Down, down) : Status(StatusCodes.Status200OK, Degraded, down);
    }

    /// <summary>Like <see cref="GetAsync"/>, and 503 from the moment the host begins to stop.</summary>
    public Task<Answer> ReadyAsync(HttpContext http) =>
        lifetime.ApplicationStopping.IsCancellationRequested ? Task.FromResult(Status(StatusCodes.Status503ServiceUnavailable, Stopping, [])) : GetAsync(http);

    private static string[] Named(IReadOnlyList<QueueView> queues, QueueHealth health) => [.. queues.Where(queue => queue.Health == health).Select(queue => queue.Name)];

    private static Answer Status(int code, string status, string[] queues) => Answer.Json(code, json => Write(json, status, queues));

    private static void Write(Utf8JsonWriter json, string status, string[] queues)
    {
        json.WriteStartObject();
        json.WriteString("status"u8, status);
        if (queues.Length > 0)
        {
            json.WriteStartArray("queues"u8);
            foreach (var queue in queues)
                json.WriteStringValue(queue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
