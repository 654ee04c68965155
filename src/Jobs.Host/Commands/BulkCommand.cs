using System.CommandLine;

namespace Jobs.Host.Commands;

/// <summary><c>jobs bulk …</c>: the same to all jobs that match.</summary>
internal sealed class BulkCommand
{
    private static readonly string[] _actions = ["cancel", "retry", "delete"];

    private readonly Argument<string> _action = new("ACTION") { Description = "cancel, retry or delete" };
    private readonly Option<string?> _filter = new("--filter", "-f") { Description = "Which jobs: 'status:failed,dead type:send-* updated:<1h' (docs/search.md)", HelpName = "FILTER" };
    private readonly Option<string[]> _ids = new("--id") { Description = "Or these; may be given several times", HelpName = "ID" };
    private readonly Option<string?> _queue = new("--queue", "-q") { Description = "Only in this queue", HelpName = "QUEUE" };
    private readonly Option<int?> _limit = new("--limit", "-n") { Description = "At most so many, those changed last first", HelpName = "N" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Shown with the operation", HelpName = "TEXT" };

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var verb = new BulkCommand();
        var pace = new OperationOptions();
        verb._action.AcceptOnlyFromAmong(_actions);
        var command = new TaughtCommand("bulk", "Cancels, retries or deletes all jobs that match.", """
            jobs bulk retry --filter 'status:failed error:SmtpException' --dry-run
            jobs bulk cancel --queue email --filter 'status:scheduled tag:campaign-7' --wait
            """)
        {
            verb._action, verb._filter, verb._ids, verb._queue, verb._limit, verb._reason,
        };
        pace.AddTo(command);
        Verb.Run(command, global, terminal, run => verb.RunAsync(run, pace));
        return command;
    }

    private async Task RunAsync(Verb verb, OperationOptions pace)
    {
        var action = verb.Get(_action)!;
        if (action == "delete" && !pace.IsDryRun(verb) && !verb.Confirm("Delete all jobs that match?"))
            return;
        var request = new Dictionary<string, object?>
        {
            ["action"] = action,
            ["filter"] = verb.Get(_filter),
            ["ids"] = verb.Get(_ids) is { Length: > 0 } ids ? ids : null,
            ["queue"] = verb.Get(_queue),
            ["limit"] = verb.Get(_limit),
            ["reason"] = verb.Get(_reason),
        };
        await pace.StartAsync(verb, "/api/v1/jobs/bulk", request, started => started.GetProperty("id").GetString()!);
    }
}
