using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Stats on the wire.</summary>
internal static class StatsJson
{
    public static void Write(Utf8JsonWriter json, TimeSpan window, IReadOnlyList<QueueView> queues, IReadOnlyList<QueueStats> stats)
    {
        var numbers = stats.ToDictionary(of => of.Queue, StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteMilliseconds("windowMs"u8, window);
        json.WriteStartArray("queues"u8);
        foreach (var queue in queues)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, queue.Name);
            json.WriteStartObject("counts"u8);
            QueueJson.WriteCounts(json, queue.Counts);
            json.WriteEndObject();

            // A queue that is down has no numbers.
            var known = numbers.GetValueOrDefault(queue.Name);
            json.WriteTime("since"u8, known?.Since);
            Write(json, known?.Numbers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, TimeSpan window, TimeSpan step, StatsSeries series)
    {
        json.WriteStartObject();
        json.WriteMilliseconds("windowMs"u8, window);
        json.WriteMilliseconds("stepMs"u8, step);
        json.WriteTime("since"u8, series.Since);
        json.WriteStartArray("points"u8);
        foreach (var point in series.Points)
        {
            json.WriteStartObject();
            json.WriteTime("at"u8, point.At);
            Write(json, point.Numbers);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StatsNumbers? numbers)
    {
        json.WriteNumberOrNull("enqueued"u8, numbers?.Enqueued);
        json.WriteNumberOrNull("completed"u8, numbers?.Completed);
        json.WriteNumberOrNull("failed"u8, numbers?.Failed);
        json.WriteNumberOrNull("dead"u8, numbers?.Dead);
        Write(json, "wait"u8, numbers?.Wait);
        Write(json, "run"u8, numbers?.Run);
    }

    private static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, StatsPercentiles? times)
    {
        if (times is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteMilliseconds("p50Ms"u8, times.P50);
        json.WriteMilliseconds("p95Ms"u8, times.P95);
        json.WriteMilliseconds("p99Ms"u8, times.P99);
        json.WriteEndObject();
    }
}
