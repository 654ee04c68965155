using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>A queue on the wire.</summary>
internal static class QueueJson
{
    public static void Write(Utf8JsonWriter json, QueueView queue)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, queue.Name);
        json.WriteString("health"u8, Name(queue.Health));
        json.WriteString("reason"u8, queue.Reason);
        json.WriteStartObject("counts"u8);
        WriteCounts(json, queue.Counts);
        json.WriteEndObject();
        json.WriteNumber("concurrency"u8, queue.Concurrency);

        // A queue has as many workers as it may run jobs, one with external workers none here; between which numbers they are scaled is null where they are not.
        json.WriteNumber("workers"u8, queue.ExternalWorkers is null ? queue.Concurrency : 0);
        json.WriteNumberOrNull("workersMin"u8, queue.Workers?.Min);
        json.WriteNumberOrNull("workersMax"u8, queue.Workers?.Max);
        json.WriteNumber("stuckHandlers"u8, queue.StuckHandlers);
        WriteFlow(json, queue.Flow);
        json.WriteMilliseconds("oldestWaitingMs"u8, queue.OldestWaiting);
        json.WriteNumber("enqueuedPerSecond"u8, queue.Rates.Enqueued);
        json.WriteNumber("completedPerSecond"u8, queue.Rates.Completed);
        json.WriteNumber("failedPerSecond"u8, queue.Rates.Failed);
        WriteRateLimit(json, queue.RateLimit);
        json.WriteBoolean("limitsChanged"u8, queue.IsChanged);
        LeaseJson.Write(json, queue.ExternalWorkers);
        json.WriteEndObject();
    }

    private static void WriteRateLimit(Utf8JsonWriter json, RateLimit? limit)
    {
        if (limit is null)
        {
            json.WriteNull("rateLimit"u8);
            return;
        }

        json.WriteStartObject("rateLimit"u8);
        json.WriteNumber("max"u8, limit.Max);
        json.WriteMilliseconds("windowMs"u8, limit.Window);
        json.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<QueueView> queues)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var queue in queues)
            Write(json, queue);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>All seven, as members of the object that is open.</summary>
    public static void WriteCounts(Utf8JsonWriter json, JobCounts counts)
    {
        json.WriteNumber("pending"u8, counts.Pending);
        json.WriteNumber("scheduled"u8, counts.Scheduled);
        json.WriteNumber("processing"u8, counts.Processing);
        json.WriteNumber("failed"u8, counts.Failed);
        json.WriteNumber("completed"u8, counts.Completed);
        json.WriteNumber("dead"u8, counts.Dead);
        json.WriteNumber("cancelled"u8, counts.Cancelled);
    }

    public static string Name(QueueHealth health) => health switch
    {
        QueueHealth.Ready => "ready",
        QueueHealth.Recovering => "recovering",
        QueueHealth.Down => "down",
        _ => throw new ArgumentOutOfRangeException(nameof(health), health, "Not a queue's health."),
    };

    private static void WriteFlow(Utf8JsonWriter json, QueueFlow flow)
    {
        var by = flow.By.Length == 0 ? null : flow.By;
        var isPaused = flow.Mode == QueueMode.Paused;
        json.WriteBoolean("paused"u8, isPaused);
        json.WriteString("pausedReason"u8, flow.Reason);
        json.WriteTime("pausedUntil"u8, flow.Until);
        json.WriteString("pausedBy"u8, isPaused ? by : null);
        json.WriteBoolean("draining"u8, flow.Mode == QueueMode.Draining);
        json.WriteString("drainingBy"u8, flow.Mode == QueueMode.Draining ? by : null);
    }
}
