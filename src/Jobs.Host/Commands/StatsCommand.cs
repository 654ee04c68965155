using System.CommandLine;

namespace Jobs.Host.Commands;

/// <summary><c>jobs stats</c>.</summary>
internal static class StatsCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var queue = new Argument<string?>("QUEUE") { Description = "Only this queue", Arity = ArgumentArity.ZeroOrOne };
        return Verb.Create(
            "stats",
            "How many jobs wait, run, are done and have died.",
            global,
            terminal,
            async verb => verb.Output.Write(await verb.GetAsync(Verb.Path("/api/v1/stats", ("queue", verb.Get(queue)))), QueueTables.WriteCounts),
            queue);
    }
}
