using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary><c>jobs workers</c>.</summary>
internal static class WorkersCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var queue = new Argument<string?>("QUEUE") { Description = "Only this queue", Arity = ArgumentArity.ZeroOrOne };
        return Verb.Create(
            "workers",
            "Who runs which job, and what each has done.",
            """
            jobs workers
            jobs workers email -o jsonl
            """,
            global,
            terminal,
            async verb => verb.Output.Write(await verb.GetAsync(Verb.Path("/api/v1/workers", ("queue", verb.Get(queue)))), WriteList),
            queue);
    }

    private static void WriteList(IAnsiConsole console, JsonElement list)
    {
        var table = Tables.New("WORKER", "QUEUE", "STATUS", "JOB", "TYPE", ">ATTEMPT", "JOB SINCE", ">DONE", ">FAILED", "SINCE");
        var items = list.GetProperty("items");
        foreach (var worker in items.EnumerateArray())
        {
            var job = worker.GetProperty("job") is { ValueKind: JsonValueKind.Object } running ? running : default;
            table.AddRow(
                Tables.Cell(worker, "id"),
                Tables.Cell(worker, "queue"),
                Tables.Status(worker),
                OfJob(job, "id"),
                OfJob(job, "type"),
                OfJob(job, "attempt"),
                job.ValueKind == JsonValueKind.Object ? Tables.Time(job, "since") : "",
                Tables.Cell(worker, "done"),
                Tables.Cell(worker, "failed"),
                Tables.Time(worker, "since"));
        }

        if (items.GetArrayLength() > 0)
            console.Write(table);
        Tables.WriteSummary(console, items.GetArrayLength(), "worker", list);
    }

    private static string OfJob(JsonElement job, string property) => job.ValueKind == JsonValueKind.Object ? Tables.Cell(job, property) : "";
}
