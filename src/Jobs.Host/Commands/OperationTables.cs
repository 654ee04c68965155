using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>Operations over many jobs for people.</summary>
internal static class OperationTables
{
    public static void WriteList(IAnsiConsole console, JsonElement list)
    {
        var table = Tables.New("ID", "ACTION", "STATE", ">MATCHED", ">PROCESSED", ">FAILED", "STARTED", "BY");
        var items = list.GetProperty("items");
        foreach (var operation in items.EnumerateArray())
        {
            table.AddRow(
                Tables.Cell(operation, "id"),
                Tables.Cell(operation, "action"),
                Tables.Cell(operation, "state"),
                Tables.Cell(operation, "matched"),
                Tables.Cell(operation, "processed"),
                Tables.Cell(operation, "failed"),
                Tables.Time(operation, "startedAt"),
                Tables.Cell(operation, "by"));
        }

        if (items.GetArrayLength() > 0)
            console.Write(table);
        Tables.WriteSummary(console, items.GetArrayLength(), "operation", list);
    }

    /// <summary>One line, as after a command.</summary>
    public static void WriteOne(IAnsiConsole console, JsonElement operation) => console.WriteLine(
        $"{Tables.Text(operation, "id")}  {Tables.Text(operation, "action")}  {Tables.Text(operation, "state")}  {Tables.Text(operation, "processed")} of {Tables.Text(operation, "matched")}{Failed(operation)}");

    public static void Write(IAnsiConsole console, JsonElement operation)
    {
        Tables.WriteFacts(
            console,
            [.. operation.EnumerateObject().Where(fact => fact.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array)).Select(fact => (fact.Name, Tables.Cell(operation, fact.Name)))]);
        foreach (var error in operation.GetProperty("errors").EnumerateArray())
            console.WriteLine($"{Tables.Text(error, "queue")}/{Tables.Text(error, "id")}: {Tables.Text(error, "detail")}");
    }

    private static string Failed(JsonElement operation) => Tables.Text(operation, "failed") is var failed and not "0" ? $", {failed} failed" : "";
}
