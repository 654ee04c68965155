using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>What happened lately, for people.</summary>
internal static class StatsTables
{
    public static void WriteWindow(IAnsiConsole console, JsonElement stats)
    {
        console.WriteLine();
        console.MarkupLine($"[grey]in the last {Durations.Show(stats.GetProperty("windowMs").GetInt64())}; times: half, and 95 of 100, were not longer[/]");
        var table = Tables.New("QUEUE", ">ENQUEUED", ">COMPLETED", ">FAILED", ">DEAD", ">WAITED", ">RAN", "SINCE");
        foreach (var queue in stats.GetProperty("queues").EnumerateArray())
        {
            table.AddRow(
                Tables.Cell(queue, "name"),
                Tables.Cell(queue, "enqueued"),
                Tables.Cell(queue, "completed"),
                Tables.Cell(queue, "failed"),
                Tables.Cell(queue, "dead"),
                Times(queue, "wait"),
                Times(queue, "run"),
                Tables.Time(queue, "since"));
        }

        console.Write(table);
    }

    private static string Times(JsonElement queue, string name) => queue.GetProperty(name) is { ValueKind: JsonValueKind.Object } times
        ? $"{Durations.Show(times.GetProperty("p50Ms").GetInt64())}, {Durations.Show(times.GetProperty("p95Ms").GetInt64())}"
        : "";
}
