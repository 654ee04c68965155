using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>Jobs for people.</summary>
internal static class JobTables
{
    public static void WriteList(IAnsiConsole console, JsonElement page)
    {
        var table = Tables.New("ID", "QUEUE", "TYPE", "STATUS", ">ATTEMPTS", "UPDATED", "ERROR");
        var items = page.GetProperty("items");
        foreach (var job in items.EnumerateArray())
        {
            table.AddRow(
                Tables.Cell(job, "id"),
                Tables.Cell(job, "queue"),
                Tables.Cell(job, "type"),
                Tables.Status(job),
                Attempts(job),
                Tables.Time(job, "updatedAt"),
                Error(job));
        }

        if (items.GetArrayLength() > 0)
            console.Write(table);
        Tables.WriteSummary(console, items.GetArrayLength(), "job", page);
    }

    /// <summary>What became of a request about one job, in one line.</summary>
    public static void WriteReceipt(IAnsiConsole console, JsonElement job)
    {
        var known = job.TryGetProperty("deduplicated", out var deduplicated) && deduplicated.GetBoolean() ? "  (existed already)" : "";
        console.MarkupLine($"{Tables.Cell(job, "id")}  {Tables.Cell(job, "queue")}  {Tables.Cell(job, "type")}  {Tables.Status(job)}{ToStop(job)}{known}");
    }

    public static void WriteJob(IAnsiConsole console, JsonElement job)
    {
        Tables.WriteFacts(
            console,
            [
                ("id", Tables.Cell(job, "id")),
                ("queue", Tables.Cell(job, "queue")),
                ("type", Tables.Cell(job, "type")),
                ("status", $"{Tables.Status(job)}{ToStop(job)}"),
                ("attempts", Attempts(job)),
                ("priority", Tables.Cell(job, "priority")),
                ("created", Tables.Time(job, "createdAt")),
                ("scheduled for", Tables.Time(job, "scheduledFor")),
                .. WaitingFacts(job),
                ("completed", Tables.Time(job, "completedAt")),
                ("payload", Tables.Cell(job, "payload")),
                ("result", Tables.Cell(job, "result")),
                ("error", Error(job)),
            ]);
        if (!job.TryGetProperty("history", out var history) || history.GetArrayLength() == 0)
            return;
        console.WriteLine();
        var table = Tables.New("AT", "EVENT", ">ATTEMPT", "BY", "DETAIL");
        foreach (var entry in history.EnumerateArray())
        {
            table.AddRow(
                Tables.Time(entry, "at"),
                Tables.Cell(entry, "event"),
                Tables.Cell(entry, "attempt"),
                Tables.Cell(entry, "by"),
                Tables.FirstLine(Tables.Text(entry, "detail")));
        }

        console.Write(table);
        foreach (var entry in history.EnumerateArray())
            WriteError(console, entry);
    }

    /// <summary>The whole error of one attempt.</summary>
    private static void WriteError(IAnsiConsole console, JsonElement entry)
    {
        if (!entry.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
            return;
        console.WriteLine();
        console.MarkupLine($"[grey]attempt {Tables.Cell(entry, "attempt")}[/]  [red]{Tables.Cell(error, "type")}[/]");
        console.WriteLine(Tables.Text(error, "message"));
        if (Tables.Text(error, "stack") is { Length: > 0 } stack)
            console.WriteLine(stack, new Style(Color.Grey));
    }

    /// <summary>Two lines of a job that waits: why, and when and in which place it is expected to start; the second only if either is known.</summary>
    private static IEnumerable<(string Name, string Value)> WaitingFacts(JsonElement job)
    {
        if (!job.TryGetProperty("waiting", out var waiting) || waiting.ValueKind != JsonValueKind.Object)
            yield break;
        yield return ("waiting", $"{Tables.Cell(waiting, "reason")}: {Tables.Cell(waiting, "detail")}");
        var position = Tables.Text(waiting, "position") is { Length: > 0 } place ? $"as number {place}" : "";
        var expected = $"{Tables.Time(waiting, "expectedStartAt")} {position}".Trim();
        if (expected.Length > 0)
            yield return ("starts", expected);
    }

    private static string ToStop(JsonElement job) => Tables.Text(job, "status") == "processing" && Tables.Text(job, "cancelRequestedAt").Length > 0 ? ", told to stop" : "";

    private static string Attempts(JsonElement job) => $"{Tables.Cell(job, "attempts")}/{Tables.Cell(job, "maxAttempts")}";

    private static string Error(JsonElement job) =>
        job.TryGetProperty("lastError", out var error) && error.ValueKind == JsonValueKind.Object ? Tables.FirstLine($"{Tables.Text(error, "type")}: {Tables.Text(error, "message")}") : "";
}
