using System.CommandLine;
using System.Text.Json.Nodes;

namespace Jobs.Host.Commands;

/// <summary><c>jobs queues set</c> and <c>reset</c>: limits of a queue, changed while it runs.</summary>
internal static class QueueLimitsCommands
{
    public static Command Set(GlobalOptions global, Terminal terminal, Argument<string> queue)
    {
        var concurrency = new Option<int?>("--concurrency") { Description = "Jobs that run at the same time, 1 to 10000", HelpName = "N" };
        var rateLimit = RateLimitOption.Create();
        return Verb.Create(
            "set",
            "Changes a queue's limits, from the next start on. The change is stored and wins over the configuration until it is reset.",
            """
            jobs queues set email --concurrency 20
            jobs queues set email --rate-limit 100/60s
            jobs queues set email --rate-limit none
            """,
            global,
            terminal,
            async verb => verb.Output.Write(await verb.PatchAsync(PathOf(verb, queue), Body(verb.Get(concurrency), verb.Get(rateLimit))), QueueTables.WriteQueue),
            queue,
            concurrency,
            rateLimit);
    }

    public static Command Reset(GlobalOptions global, Terminal terminal, Argument<string> queue) => Verb.Create(
        "reset",
        "Lets the limits of the configuration hold again.",
        """
        jobs queues reset email
        """,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.PostAsync($"{PathOf(verb, queue)}/reset"), QueueTables.WriteQueue),
        queue);

    private static string PathOf(Verb verb, Argument<string> queue) => $"/api/v1/queues/{Uri.EscapeDataString(verb.Get(queue)!)}";

    private static string Body(int? concurrency, string? rateLimit)
    {
        if (concurrency is null && rateLimit is null)
            throw new CommandException(ExitCodes.Usage, "There is nothing to set.", "Give --concurrency, --rate-limit or both.", "As in `jobs queues set email --concurrency 20 --rate-limit 100/60s`.");
        var body = new JsonObject();
        if (concurrency is { } jobs)
            body["concurrency"] = jobs;
        if (rateLimit is not null)
            body["rateLimit"] = RateLimitOption.Parse(rateLimit) is { } limit ? new JsonObject { ["max"] = limit.Max, ["windowMs"] = (long)limit.Window.TotalMilliseconds } : null;
        return body.ToJsonString();
    }
}
