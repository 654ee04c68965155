using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>Dead letters for people.</summary>
internal static class DeadTables
{
    public static void WriteList(IAnsiConsole console, JsonElement page)
    {
        var table = Tables.New("ID", "QUEUE", "TYPE", ">ATTEMPTS", "DIED", "REASON", "ERROR");
        var items = page.GetProperty("items");
        foreach (var letter in items.EnumerateArray())
        {
            table.AddRow(
                Tables.Cell(letter, "id"),
                Tables.Cell(letter, "queue"),
                Tables.Cell(letter, "type"),
                Tables.Cell(letter, "attempts"),
                Tables.Time(letter, "diedAt"),
                Tables.Cell(letter, "reason"),
                Error(letter));
        }

        if (items.GetArrayLength() > 0)
            console.Write(table);
        Tables.WriteSummary(console, items.GetArrayLength(), "dead letter", page);
    }

    public static void WriteGroups(IAnsiConsole console, JsonElement groups)
    {
        var table = Tables.New(">COUNT", "QUEUE", "TYPE", "LAST DIED", "ERROR");
        var items = groups.GetProperty("items");
        foreach (var group in items.EnumerateArray())
        {
            table.AddRow(
                Tables.Cell(group, "count"),
                Tables.Cell(group, "queue"),
                Tables.Cell(group, "type"),
                Tables.Time(group, "lastDiedAt"),
                Tables.FirstLine($"{Tables.Text(group, "errorType")}: {Tables.Text(group, "errorMessage")}"));
        }

        if (items.GetArrayLength() > 0)
            console.Write(table);
        Tables.WriteSummary(console, items.GetArrayLength(), "group", groups);
    }

    public static void WriteLetter(IAnsiConsole console, JsonElement letter)
    {
        Tables.WriteFacts(
            console,
            [
                ("id", Tables.Cell(letter, "id")),
                ("queue", Tables.Cell(letter, "queue")),
                ("type", Tables.Cell(letter, "type")),
                ("reason", Tables.Cell(letter, "reason")),
                ("attempts", Tables.Cell(letter, "attempts")),
                ("replays", Tables.Cell(letter, "replays")),
                ("created", Tables.Time(letter, "createdAt")),
                ("died", Tables.Time(letter, "diedAt")),
                ("payload", Tables.Cell(letter, "payload")),
                ("error", Error(letter)),
            ]);
        if (letter.TryGetProperty("error", out var error) && Tables.Text(error, "stack") is { Length: > 0 } stack)
            console.WriteLine(stack);
    }

    private static string Error(JsonElement letter)
    {
        var error = letter.GetProperty("error");
        return Tables.FirstLine($"{Tables.Text(error, "type")}: {Tables.Text(error, "message")}");
    }
}
