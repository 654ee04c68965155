using System.CommandLine;
using System.Text;
using System.Text.Json;

namespace Jobs.Host.Commands;

/// <summary><c>jobs queues …</c>: look at queues and steer them.</summary>
internal sealed class QueuesCommand(GlobalOptions global, Terminal terminal)
{
    private readonly Argument<string> _queue = new("QUEUE") { Description = "The queue" };
    private readonly Option<string?> _reason = new("--reason") { Description = "Shown with the queue", HelpName = "TEXT" };
    private readonly Option<string?> _until = new("--until") { Description = "Resumes by itself at this time, with its offset: 2030-01-31T08:00:00Z", HelpName = "TIME" };

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var verbs = new QueuesCommand(global, terminal);
        return new TaughtCommand("queues", "Looks at queues and steers them.", """
            jobs queues list
            jobs queues pause email --reason "mail server is down" --until 2030-01-31T08:00:00Z
            jobs queues resume email
            """)
        {
            verbs.List(), verbs.Show(), verbs.Pause(), verbs.Steer("resume", "Takes jobs and starts them again, whether it was paused or draining.", "jobs queues resume email"),
            verbs.Steer("drain", "Takes no new jobs, runs those that are there, until it is resumed.", "jobs queues drain email"),
            QueueLimitsCommands.Set(global, terminal, verbs._queue),
            QueueLimitsCommands.Reset(global, terminal, verbs._queue),
        };
    }

    private Command List() => Verb.Create(
        "list",
        "All queues with their counts.",
        """
        jobs queues list
        jobs queues list -o jsonl
        """,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.GetAsync("/api/v1/queues"), QueueTables.WriteList));

    private Command Show() => Verb.Create(
        "show",
        "One queue.",
        """
        jobs queues show email
        """,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.GetAsync(QueuePath(verb)), QueueTables.WriteQueue),
        _queue);

    private Command Pause() => Verb.Create(
        "pause",
        "Starts no more jobs until it is resumed; what runs goes on, and jobs are taken as before.",
        """
        jobs queues pause email --reason "mail server is down"
        jobs queues pause email --until 2030-01-31T08:00:00Z
        """,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.PostAsync(QueuePath(verb, "/pause"), PauseBody(verb)), QueueTables.WriteQueue),
        _queue,
        _reason,
        _until);

    private Command Steer(string name, string description, string examples) => Verb.Create(
        name,
        description,
        examples,
        global,
        terminal,
        async verb => verb.Output.Write(await verb.PostAsync(QueuePath(verb, $"/{name}")), QueueTables.WriteQueue),
        _queue);

    private string QueuePath(Verb verb, string action = "") => $"/api/v1/queues/{Uri.EscapeDataString(verb.Get(_queue)!)}{action}";

    private string PauseBody(Verb verb)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("reason", verb.Get(_reason));
            json.WriteString("until", verb.Get(_until));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
