using System.CommandLine;

namespace Jobs.Host.Commands;

/// <summary><c>jobs stats</c>.</summary>
internal static class StatsCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var queue = new Argument<string?>("QUEUE") { Description = "Only this queue", Arity = ArgumentArity.ZeroOrOne };
        var window = new Option<string?>("--window", "-w") { Description = "How far back to count what happened: 15m, 24h (default), 30d", HelpName = "TIME" };
        return Verb.Create(
            "stats",
            "How many jobs wait, run, are done and have died, and what happened lately.",
            """
            jobs stats
            jobs stats email --window 15m
            """,
            global,
            terminal,
            async verb => verb.Output.Write(
                await verb.GetAsync(Verb.Path("/api/v1/stats", ("queue", verb.Get(queue)), ("window", verb.Get(window)))),
                (console, stats) =>
                {
                    QueueTables.WriteCounts(console, stats);
                    StatsTables.WriteWindow(console, stats);
                }),
            queue,
            window);
    }
}
