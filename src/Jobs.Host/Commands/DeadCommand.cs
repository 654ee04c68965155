using System.CommandLine;

namespace Jobs.Host.Commands;

/// <summary><c>jobs dead …</c>: what could not succeed, and its second life.</summary>
internal sealed class DeadCommand(GlobalOptions global, Terminal terminal)
{
    private readonly Argument<string> _id = new("ID") { Description = "The job's id" };
    private readonly Argument<string?> _idOrNone = new("ID") { Description = "One job; or say which with --queue and --type", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _queue = new("--queue", "-q") { Description = "Only in this queue", HelpName = "QUEUE" };
    private readonly Option<string?> _type = new("--type", "-t") { Description = "Only this type", HelpName = "TYPE" };
    private readonly Option<string?> _text = new("--text") { Description = "Only errors that contain this", HelpName = "TEXT" };
    private readonly Option<int?> _limit = new("--limit", "-n") { Description = "At most so many, 1 to 500 (default 50)", HelpName = "N" };
    private readonly Option<string?> _cursor = new("--cursor") { Description = "Continues a list: its nextCursor", HelpName = "CURSOR" };
    private readonly OperationOptions _pace = new();

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var verbs = new DeadCommand(global, terminal);
        return new TaughtCommand("dead", "Looks at dead letters: jobs that used all attempts or were rejected.", """
            jobs dead groups                              what died of what, and how often
            jobs dead replay ID                           same id, attempts from 0
            jobs dead replay --queue email --dry-run      how many it would be
            jobs dead replay --type send-email --per-second 10 --wait
            """)
        {
            verbs.List(), verbs.Groups(), verbs.Show(), verbs.Replay(), verbs.Delete(),
        };
    }

    private Command List() => Verb.Create(
        "list",
        "Dead letters, most recently died first.",
        """
        jobs dead list --queue email
        jobs dead list --text "connection refused" -n 500
        """,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.GetAsync(Filtered(verb, "", ("limit", verb.Get(_limit)), ("cursor", verb.Get(_cursor)))), DeadTables.WriteList),
        _queue,
        _type,
        _text,
        _limit,
        _cursor);

    private Command Groups() => Verb.Create(
        "groups",
        "Dead letters by queue, type and error.",
        """
        jobs dead groups
        jobs dead groups --queue email
        """,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.GetAsync(Filtered(verb, "/groups")), DeadTables.WriteGroups),
        _queue,
        _type,
        _text);

    private Command Show() => Verb.Create(
        "show",
        "One dead letter with its error.",
        """
        jobs dead show ID
        """,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.GetAsync(LetterPath(verb, verb.Get(_id)!)), DeadTables.WriteLetter),
        _id,
        _queue);

    private Command Replay() => Verb.Create(
        "replay",
        "Sends one dead letter back to its queue, or all that match.",
        """
        jobs dead replay ID
        jobs dead replay --queue email --type send-email --dry-run
        jobs dead replay --queue email --text "connection refused"
        """,
        global,
        terminal,
        ReplayAsync,
        [_idOrNone, _queue, _type, _text, .. _pace.All]);

    private Command Delete() => Verb.Create(
        "delete",
        "Removes one dead letter for good.",
        """
        jobs dead delete ID
        jobs dead delete ID --yes                         from a script
        """,
        global,
        terminal,
        async verb =>
        {
            if (!verb.Confirm($"Delete dead letter {verb.Get(_id)} for good?"))
                return;
            await verb.DeleteAsync(LetterPath(verb, verb.Get(_id)!));
            verb.Output.Say("Deleted.");
        },
        _id,
        _queue);

    private async Task ReplayAsync(Verb verb)
    {
        if (verb.Get(_idOrNone) is { } id)
        {
            if (_pace.IsSaid(verb) || verb.Get(_type) is not null || verb.Get(_text) is not null)
                throw new CommandException(ExitCodes.Usage, "Either an ID, or --type, --text, --dry-run, --per-second and --wait.", null, "See `jobs dead replay --help`.");
            verb.Output.Write(await verb.PostAsync(LetterPath(verb, id, "/replay")), JobTables.WriteReceipt);
            return;
        }

        if (verb.Get(_queue) is null && verb.Get(_type) is null && verb.Get(_text) is null)
            throw new CommandException(ExitCodes.Usage, "Which dead letters?", "Without an ID all that match are replayed, so something must be said.", "Type an ID, or --queue QUEUE, perhaps with --dry-run first.");
        var request = new Dictionary<string, object?>
        {
            ["queue"] = verb.Get(_queue),
            ["type"] = verb.Get(_type),
            ["text"] = verb.Get(_text),
        };
        await _pace.StartAsync(verb, "/api/v1/dead-letters/replay", request, started => started.GetProperty("operationId").GetString()!);
    }

    private string Filtered(Verb verb, string path, params (string Name, object? Value)[] more) =>
        Verb.Path($"/api/v1/dead-letters{path}", [("queue", verb.Get(_queue)), ("type", verb.Get(_type)), ("text", verb.Get(_text)), .. more]);

    private string LetterPath(Verb verb, string id, string action = "") =>
        Verb.Path($"/api/v1/dead-letters/{Uri.EscapeDataString(id)}{action}", ("queue", verb.Get(_queue)));
}
