using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace Jobs.Host.Commands;

/// <summary><c>jobs jobs …</c>: look at jobs and change them.</summary>
internal sealed class JobsCommand(GlobalOptions global, Terminal terminal)
{
    private readonly Argument<string> _id = new("ID") { Description = "The job's id" };
    private readonly Option<string?> _queue = new("--queue", "-q") { Description = "Only in this queue", HelpName = "QUEUE" };
    private readonly Option<string?> _status = new("--status", "-s") { Description = "pending, scheduled, processing, failed, completed, dead or cancelled", HelpName = "STATUS" };
    private readonly Option<string?> _type = new("--type", "-t") { Description = "Only this type", HelpName = "TYPE" };
    private readonly Option<string?> _tag = new("--tag") { Description = "Only with this tag", HelpName = "TAG" };
    private readonly Option<string?> _filter = new("--filter", "-f")
    {
        Description = "Only what matches: 'status:failed,dead type:send-* text:refused payload.user.id:42 updated:<1h' (docs/search.md)", HelpName = "FILTER",
    };

    private readonly Option<string?> _priority = new("--priority") { Description = "0 (most urgent) to 10, or critical, high, normal, low", HelpName = "N" };
    private readonly Option<string?> _at = new("--at") { Description = "Not before this time, with its offset: 2030-01-31T08:00:00Z; a past one means now", HelpName = "TIME" };
    private readonly Option<string?> _payload = new("--payload") { Description = "Another payload, as JSON", HelpName = "JSON" };
    private readonly Option<int?> _limit = new("--limit", "-n") { Description = "At most so many, 1 to 500 (default 50)", HelpName = "N" };
    private readonly Option<string?> _cursor = new("--cursor") { Description = "Continues a list: its nextCursor", HelpName = "CURSOR" };

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var verbs = new JobsCommand(global, terminal);
        return new TaughtCommand("jobs", "Looks at jobs and changes them.", """
            jobs jobs list --queue email --status failed
            jobs jobs list --filter 'status:dead text:"connection refused" updated:<1h'
            jobs jobs show ID
            jobs jobs change ID --priority critical
            jobs jobs retry ID                            now, not when its backoff ends
            """)
        {
            verbs.List(), verbs.Show(), verbs.Edit(), verbs.Cancel(), verbs.Retry(), verbs.Delete(),
        };
    }

    private Command List() => Verb.Create(
        "list",
        "Jobs, most recently updated first.",
        """
        jobs jobs list --queue email --status failed
        jobs jobs list --filter 'status:dead text:"connection refused" updated:<1h'
        jobs jobs list --tag import -o jsonl | wc -l
        """,
        global,
        terminal,
        async verb =>
        {
            var query = Verb.Path(
                "/api/v1/jobs",
                ("queue", verb.Get(_queue)),
                ("status", verb.Get(_status)),
                ("type", verb.Get(_type)),
                ("tag", verb.Get(_tag)),
                ("filter", verb.Get(_filter)),
                ("limit", verb.Get(_limit)),
                ("cursor", verb.Get(_cursor)));
            verb.Output.Write(await verb.GetAsync(query), JobTables.WriteList);
        },
        _queue,
        _status,
        _type,
        _tag,
        _filter,
        _limit,
        _cursor);

    private Command Show() => Verb.Create(
        "show",
        "One job with its history.",
        """
        jobs jobs show ID
        jobs jobs show ID -o json | jq .lastError
        """,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.GetAsync(JobPath(verb)), JobTables.WriteJob),
        _id,
        _queue);

    private Command Edit() => Verb.Create(
        "change",
        "Changes a job that waits.",
        """
        jobs jobs change ID --priority critical
        jobs jobs change ID --at 2030-01-31T08:00:00Z
        jobs jobs change ID --payload '{"to":"b@example.com"}'
        """,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.PatchAsync(JobPath(verb), ChangeBody(verb)), JobTables.WriteReceipt),
        _id,
        _queue,
        _priority,
        _at,
        _payload);

    private string ChangeBody(Verb verb)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            if (verb.Get(_priority) is { } priority)
                EnqueueCommand.WritePriority(json, priority);
            if (verb.Get(_at) is { } at)
                json.WriteString("runAt", at);
            if (verb.Get(_payload) is { } payload)
            {
                json.WritePropertyName("payload");
                json.WriteRawValue(EnqueueCommand.CheckPayload(payload), skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private Command Cancel() => Change("cancel", "Cancels a job: one that waits ends at once, one that runs is told to stop.", "jobs jobs cancel ID --queue email");

    private Command Retry() => Change("retry", "Runs a job now: one that waits becomes due, a dead one is replayed, a finished one runs again under its id.", "jobs jobs retry ID                                now, not when its backoff ends");

    private Command Delete() => Verb.Create(
        "delete",
        "Removes a finished job from the lists.",
        """
        jobs jobs delete ID
        jobs jobs delete ID --queue email --yes           from a script
        """,
        global,
        terminal,
        async verb =>
        {
            if (!verb.Confirm($"Delete job {verb.Get(_id)}?"))
                return;
            await verb.DeleteAsync(JobPath(verb));
            verb.Output.Say("Deleted.");
        },
        _id,
        _queue);

    private Command Change(string name, string description, string examples) => Verb.Create(
        name,
        description,
        examples,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.PostAsync(JobPath(verb, $"/{name}")), JobTables.WriteReceipt),
        _id,
        _queue);

    private string JobPath(Verb verb, string action = "") => Verb.Path($"/api/v1/jobs/{Uri.EscapeDataString(verb.Get(_id)!)}{action}", ("queue", verb.Get(_queue)));
}
