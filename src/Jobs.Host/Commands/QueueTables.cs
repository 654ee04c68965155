using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>Queues for people.</summary>
internal static class QueueTables
{
    private static readonly string[] _counts = ["pending", "scheduled", "processing", "failed", "completed", "dead", "cancelled"];

    public static void WriteList(IAnsiConsole console, JsonElement list)
    {
        var table = Tables.New("QUEUE", "STATE", ">RUNNING", ">PENDING", ">SCHEDULED", ">RETRYING", ">COMPLETED", ">DEAD", ">CANCELLED", ">DONE/S");
        var items = list.GetProperty("items");
        foreach (var queue in items.EnumerateArray())
        {
            var counts = queue.GetProperty("counts");
            table.AddRow(
                Tables.Cell(queue, "name"),
                State(queue),
                $"{Tables.Cell(counts, "processing")}/{Tables.Cell(queue, "concurrency")}",
                Tables.Cell(counts, "pending"),
                Tables.Cell(counts, "scheduled"),
                Tables.Cell(counts, "failed"),
                Tables.Cell(counts, "completed"),
                Tables.Cell(counts, "dead"),
                Tables.Cell(counts, "cancelled"),
                Tables.Cell(queue, "completedPerSecond"));
        }

        console.Write(table);
        Tables.WriteSummary(console, items.GetArrayLength(), "queue", list);
    }

    public static void WriteQueue(IAnsiConsole console, JsonElement queue)
    {
        var counts = queue.GetProperty("counts");
        Tables.WriteFacts(
            console,
            [
                ("queue", Tables.Cell(queue, "name")),
                ("health", $"{Tables.Cell(queue, "health")} {Tables.Cell(queue, "reason")}".TrimEnd()),
                ("state", State(queue)),
                ("paused", Pause(queue)),
                ("concurrency", Concurrency(queue)),
                ("rate limit", RateLimit(queue)),
                .. _counts.Select(name => (name == "failed" ? "retrying" : name, Tables.Cell(counts, name))),
                ("oldest waiting, ms", Tables.Cell(queue, "oldestWaitingMs")),
                ("completed per second", Tables.Cell(queue, "completedPerSecond")),
            ]);
    }

    private static string Concurrency(JsonElement queue) => queue.GetProperty("workersMax").ValueKind == JsonValueKind.Number
        ? $"{Tables.Cell(queue, "concurrency")} ({Tables.Cell(queue, "workersMin")} to {Tables.Cell(queue, "workersMax")} workers)"
        : Tables.Cell(queue, "concurrency");

    private static string RateLimit(JsonElement queue) => queue.GetProperty("rateLimit") is { ValueKind: JsonValueKind.Object } limit
        ? $"{Tables.Cell(limit, "max")} starts in {Durations.Show(limit.GetProperty("windowMs").GetInt64())}"
        : "none";

    /// <summary>What keeps it from running jobs, if anything does: its health, or an operator.</summary>
    public static string State(JsonElement queue)
    {
        if (Tables.Text(queue, "health") != "ready")
            return Tables.Cell(queue, "health");
        return Tables.Text(queue, "paused") == "true" ? "[yellow]paused[/]" : Tables.Text(queue, "draining") == "true" ? "[yellow]draining[/]" : "ready";
    }

    private static string Pause(JsonElement queue)
    {
        if (Tables.Text(queue, "paused") != "true")
            return "";
        var until = Tables.Time(queue, "pausedUntil") is { Length: > 0 } time ? $"until {time}" : "until resumed";
        return $"{Tables.Cell(queue, "pausedReason")} {until}, by {Tables.Cell(queue, "pausedBy")}".TrimStart();
    }

    public static void WriteCounts(IAnsiConsole console, JsonElement stats)
    {
        var table = Tables.New("QUEUE", ">PENDING", ">SCHEDULED", ">PROCESSING", ">RETRYING", ">COMPLETED", ">DEAD", ">CANCELLED");
        foreach (var queue in stats.GetProperty("queues").EnumerateArray())
        {
            var counts = queue.GetProperty("counts");
            table.AddRow([Tables.Cell(queue, "name"), .. _counts.Select(name => Tables.Cell(counts, name))]);
        }

        console.Write(table);
    }
}
