using System.CommandLine;
using System.Text.Json;
using Jobs.Host.Live;

namespace Jobs.Host.Commands;

/// <summary><c>jobs tail</c>.</summary>
internal static class TailCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var queue = new Option<string?>("--queue", "-q") { Description = "Only events of this queue", HelpName = "QUEUE" };
        var type = new Option<string?>("--type") { Description = "Only events of jobs of this type", HelpName = "TYPE" };
        var names = new Option<string?>("--event") { Description = "Only these events, with commas between them: job.failed,job.dead", HelpName = "NAMES" };
        var count = new Option<int?>("--count", "-n") { Description = "Ends after so many events", HelpName = "N" };
        return Verb.Create(
            "tail",
            "What happens, line by line as it happens, until Ctrl-C; continues where it was when the connection is lost.",
            """
            jobs tail
            jobs tail --queue email --event job.failed,job.dead
            jobs tail -o jsonl -n 100
            """,
            global,
            terminal,
            verb => RunAsync(verb, Path(verb.Get(queue), verb.Get(type), verb.Get(names)), verb.Get(count)),
            queue,
            type,
            names,
            count);
    }

    // Ticks are for those who draw: a host whose only listener is this one has none to make.
    private static string Path(string? queue, string? type, string? names) => Verb.Path(
        "/api/v1/events",
        ("queue", queue),
        ("type", type),
        ("event", names ?? string.Join(',', EventNames.Chosen.Where(name => name != EventNames.Tick))));

    private static Task RunAsync(Verb verb, string path, int? count)
    {
        var left = count ?? int.MaxValue;
        return new EventFeed(verb.Client, path, verb.Output.Say).FollowAsync(Hear, verb.Cancel);

        bool Hear(JsonElement e)
        {
            verb.Output.Write(e, EventLines.Write);
            if (e.GetProperty("event").GetString() is not (EventNames.Reset or EventNames.End))
                left--;
            return left > 0;
        }
    }
}
