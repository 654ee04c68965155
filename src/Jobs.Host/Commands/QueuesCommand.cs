using System.CommandLine;

namespace Jobs.Host.Commands;

/// <summary><c>jobs queues …</c>.</summary>
internal static class QueuesCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var queue = new Argument<string>("QUEUE") { Description = "The queue" };
        return new Command("queues", "Looks at queues and changes their limits.")
        {
            Verb.Create(
                "list",
                "All queues with their counts.",
                global,
                terminal,
                async verb => verb.Output.Write(await verb.GetAsync("/api/v1/queues"), QueueTables.WriteList)),
            Verb.Create(
                "show",
                "One queue.",
                global,
                terminal,
                async verb => verb.Output.Write(await verb.GetAsync($"/api/v1/queues/{Uri.EscapeDataString(verb.Get(queue)!)}"), QueueTables.WriteQueue),
                queue),
            QueueLimitsCommands.Set(global, terminal, queue),
            QueueLimitsCommands.Reset(global, terminal, queue),
        };
    }
}
