using System.Text.Json;
using Jobs.Alerts;
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
    private const string Critical = "critical";

    /// <summary>The process answers; nothing else is said.</summary>
    public static Task<Answer> LiveAsync(HttpContext http) => Task.FromResult(Status(StatusCodes.Status200OK, Ok, [], []));

    /// <summary>200 while some queues serve, with the names of those that do not; 503 while queues recover or when none serves, which means that storage is down.</summary>
    public async Task<Answer> GetAsync(HttpContext http)
    {
        var (code, status, queues) = await LookAsync();
        return Status(code, status, queues, []);
    }

    /// <summary>Like <see cref="GetAsync"/>, with the alerts that are raised, and 503 from the moment the host begins to stop. A critical alert is no reason for 503 unless that is configured.</summary>
    public async Task<Answer> ReadyAsync(HttpContext http)
    {
        var alerts = api.Telemetry()?.Gauges.Board.Raised ?? [];
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Status(StatusCodes.Status503ServiceUnavailable, Stopping, [], alerts);
        var (code, status, queues) = await LookAsync();
        var isCritical = api.IsUnreadyOnCritical && code == StatusCodes.Status200OK && alerts.Any(alert => alert.Severity == AlertSeverity.Critical);
        return isCritical ? Status(StatusCodes.Status503ServiceUnavailable, Critical, queues, alerts) : Status(code, status, queues, alerts);
    }

    private async Task<(int Code, string Status, string[] Queues)> LookAsync()
    {
        if (await api.Gateway.AskOrRefuseAsync(ListQueues.Instance) is not QueueList { Queues: var queues })
            return (StatusCodes.Status503ServiceUnavailable, Down, []);
        if (queues.Any(queue => queue.Health == QueueHealth.Recovering))
            return (StatusCodes.Status503ServiceUnavailable, Recovering, Named(queues, QueueHealth.Recovering));
        var down = Named(queues, QueueHealth.Down);
        if (down.Length == 0)
            return (StatusCodes.Status200OK, Ok, []);
        return down.Length == queues.Count ? (StatusCodes.Status503ServiceUnavailable, Down, down) : (StatusCodes.Status200OK, Degraded, down);
    }

    private static string[] Named(IReadOnlyList<QueueView> queues, QueueHealth health) => [.. queues.Where(queue => queue.Health == health).Select(queue => queue.Name)];

    private static Answer Status(int code, string status, string[] queues, IReadOnlyList<Alert> alerts) => Answer.Json(code, json => Write(json, status, queues, alerts));

    private static void Write(Utf8JsonWriter json, string status, string[] queues, IReadOnlyList<Alert> alerts)
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

        if (alerts.Count > 0)
        {
            json.WriteStartArray("alerts"u8);
            foreach (var alert in alerts)
                AlertJson.Write(json, alert);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
