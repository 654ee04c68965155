using System.CommandLine;
using System.Text.Json;
using Jobs.Host.Live;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary><c>jobs top</c>.</summary>
internal static class TopCommand
{
    /// <summary>To the upper left corner; what is below is drawn over, and what is left of it is cleared afterwards.</summary>
    private const string Home = "\x1b[H";
    private const string ClearRestOfLine = "\x1b[K";
    private const string ClearBelow = "\x1b[J";
    private const string ClearAll = "\x1b[2J";

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var count = new Option<int?>("--count", "-n") { Description = "Ends after so many times", HelpName = "N" };
        return Verb.Create(
            "top",
            "All queues as they stand, drawn anew every second until Ctrl-C; once when the output is no terminal.",
            """
            jobs top
            jobs top -o jsonl
            """,
            global,
            terminal,
            verb => terminal.IsInteractive ? FollowAsync(verb, terminal, verb.Get(count) ?? int.MaxValue) : ShowOnceAsync(verb),
            count);
    }

    private static async Task ShowOnceAsync(Verb verb) =>
        verb.Output.Write(await verb.GetAsync("/api/v1/queues"), (console, list) => Write(console, list.GetProperty("items")));

    private static Task FollowAsync(Verb verb, Terminal terminal, int left)
    {
        terminal.Out.Write(ClearAll);
        return new EventFeed(verb.Client, Verb.Path("/api/v1/events", ("event", EventNames.Tick)), verb.Output.Say).FollowAsync(Hear, verb.Cancel);

        bool Hear(JsonElement e)
        {
            if (e.GetProperty("event").GetString() != EventNames.Tick)
                return true;
            verb.Output.Write(e, (console, tick) => terminal.Out.Write(Frame(terminal, console.Profile.Capabilities.Ansi, tick)));
            return --left > 0;
        }
    }

    // One write for a whole frame, so that it does not flicker.
    private static string Frame(Terminal terminal, bool colour, JsonElement tick)
    {
        using var text = new StringWriter();
        var console = (terminal with { Out = text }).Tables(colour);
        console.MarkupLine($"[grey]{Tables.Time(tick, "at")}  Ctrl-C ends[/]");
        Write(console, tick.GetProperty("queues"));
        return $"{Home}{text.ToString().ReplaceLineEndings($"{ClearRestOfLine}{Environment.NewLine}")}{ClearBelow}";
    }

    private static void Write(IAnsiConsole console, JsonElement queues)
    {
        var table = Tables.New("QUEUE", "STATE", ">RUNNING", ">PENDING", ">SCHEDULED", ">RETRYING", ">DEAD", ">IN/S", ">DONE/S", ">FAILED/S", ">OLDEST");
        foreach (var queue in queues.EnumerateArray())
        {
            var counts = queue.GetProperty("counts");
            table.AddRow(
                Tables.Cell(queue, "name"),
                QueueTables.State(queue),
                $"{Tables.Cell(counts, "processing")}/{Tables.Cell(queue, "concurrency")}",
                Tables.Cell(counts, "pending"),
                Tables.Cell(counts, "scheduled"),
                Tables.Cell(counts, "failed"),
                Tables.Cell(counts, "dead"),
                Tables.Cell(queue, "enqueuedPerSecond"),
                Tables.Cell(queue, "completedPerSecond"),
                Tables.Cell(queue, "failedPerSecond"),
                queue.GetProperty("oldestWaitingMs") is { ValueKind: JsonValueKind.Number } oldest ? Durations.Show(oldest.GetInt64()) : "");
        }

        console.Write(table);
    }
}
