using System.CommandLine;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary><c>jobs enqueue</c>: one job, or a file of them, through the running host.</summary>
internal sealed class EnqueueCommand
{
    private readonly Argument<string?> _queue = new("QUEUE") { Description = "The queue; may be missing with --file, where lines can name theirs", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _type = new("TYPE") { Description = "The type, which names the handler; may be missing where the queue has a default type", Arity = ArgumentArity.ZeroOrOne };
    private readonly Argument<string?> _payload = new("PAYLOAD") { Description = "JSON, @FILE, or - for stdin; missing: null", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<TimeSpan?> _delay = Durations.Option("--delay", "Wait before it may run");
    private readonly Option<string?> _at = new("--at") { Description = "Not before this time, with its offset: 2030-01-31T08:00:00Z", HelpName = "TIME" };
    private readonly Option<string?> _priority = new("--priority") { Description = "0 (most urgent) to 10, or critical, high, normal, low", HelpName = "N" };
    private readonly Option<int?> _maxAttempts = new("--max-attempts") { Description = "Starts granted, 1 to 100", HelpName = "N" };
    private readonly Option<TimeSpan?> _timeout = Durations.Option("--timeout", "Longest run of one attempt, 100ms to 24h");
    private readonly Option<string?> _partitionKey = new("--partition-key") { Description = "Jobs with the same key share a partition", HelpName = "K" };
    private readonly Option<string?> _uniqueKey = new("--unique-key") { Description = "At most one unfinished job of this type has the key", HelpName = "K" };
    private readonly Option<string?> _onConflict = new("--on-conflict") { Description = "When another has the key: return it (default), replace what it is given, or debounce it", HelpName = "WORD" };
    private readonly Option<string[]> _tags = new("--tag") { Description = "May be given several times", HelpName = "T" };
    private readonly Option<string?> _id = new("--id") { Description = "Same id, same job; missing: a new one", HelpName = "ID" };

    private readonly Option<string?> _file = new("--file") { Description = "Many jobs, one on each line as POST /api/v1/jobs takes them; - for stdin. Run again after a fault: no job is added twice", HelpName = "FILE" };

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var verb = new EnqueueCommand();
        var command = new TaughtCommand("enqueue", "Enqueues one job, or a file of them. A job is durable when its id is printed.", """
            jobs enqueue email send-email '{"to":"a@example.com"}'
            jobs enqueue email '{"to":"a@example.com"}' --delay 10s --priority high
            generate | jobs enqueue pdf generate-pdf - --id invoice-4711
            jobs enqueue --file jobs.jsonl                {"queue":"email","payload":{"to":"a@example.com"}} on each line
            generate | jobs enqueue pdf generate-pdf --file -
            """)
        {
            verb._queue, verb._type, verb._payload, verb._delay, verb._at, verb._priority, verb._maxAttempts, verb._timeout, verb._partitionKey, verb._uniqueKey, verb._onConflict, verb._tags, verb._id, verb._file,
        };
        command.SetAction((parsed, cancel) => verb.RunAsync(parsed, global, terminal, cancel));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, GlobalOptions global, Terminal terminal, CancellationToken cancel)
    {
        using var client = global.Client(parsed, terminal);
        if (parsed.GetValue(_file) is { } file)
            return await SendFileAsync(file, parsed, client, global.Output(parsed, terminal), terminal, cancel);
        if (parsed.GetValue(_queue) is null)
            throw new CommandException(ExitCodes.Usage, "QUEUE is missing: the queue, or --file FILE.", null, "See `jobs enqueue --help`.");
        var body = await BodyAsync(parsed, terminal, cancel);
        var job = await client.PostAsync("/api/v1/jobs", body, cancel);
        var output = global.Output(parsed, terminal);
        output.Write(job, JobTables.WriteReceipt);
        return ExitCodes.Ok;
    }

    private async Task<int> SendFileAsync(string file, ParseResult parsed, ApiClient client, Output output, Terminal terminal, CancellationToken cancel)
    {
        var ofOneJob = (Option[])[_delay, _at, _priority, _maxAttempts, _timeout, _partitionKey, _uniqueKey, _onConflict, _tags, _id];
        if (parsed.GetValue(_payload) is not null || Array.Exists(ofOneJob, option => parsed.GetResult(option) is { Implicit: false }))
            throw new CommandException(ExitCodes.Usage, "With --file each line says everything about its job.", "Only QUEUE and TYPE may be given, for lines that name none.", "See `jobs enqueue --help`.");
        using var lines = file == "-" ? null : OpenFile(file);
        var progress = new ProgressLine(terminal, lines?.BaseStream.Length, TimeProvider.System);
        var sent = await new JobFileSender(client, terminal, progress).SendAsync(new JobFileReader(lines ?? terminal.In, parsed.GetValue(_queue), parsed.GetValue(_type)), cancel);
        output.Write(
            JsonSerializer.SerializeToElement(sent, JobPayload.JsonOptions),
            (console, _) => console.WriteLine($"{sent.Created} new, {sent.Existed} existed already, {sent.Refused} refused"));
        return sent.Refused == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static StreamReader OpenFile(string file)
    {
        try
        {
            return new StreamReader(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, $"The file {file} can not be read.", fault.Message);
        }
    }

    private async Task<string> BodyAsync(ParseResult parsed, Terminal terminal, CancellationToken cancel)
    {
        var (type, payload) = TypeAndPayload(parsed);
        using var body = new MemoryStream();
        await using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("queue", parsed.GetValue(_queue));
            WriteText(json, "type", type);
            json.WritePropertyName("payload");
            json.WriteRawValue(await PayloadAsync(payload, terminal, cancel), skipInputValidation: true);

            // Made here, so that a repeated request is the same job.
            json.WriteString("id", parsed.GetValue(_id) ?? JobId.New().ToString());
            WriteDuration(json, "delayMs", parsed.GetValue(_delay));
            WriteText(json, "runAt", parsed.GetValue(_at));
            WritePriority(json, parsed.GetValue(_priority));
            if (parsed.GetValue(_maxAttempts) is { } maxAttempts)
                json.WriteNumber("maxAttempts", maxAttempts);
            WriteDuration(json, "timeoutMs", parsed.GetValue(_timeout));
            WriteText(json, "partitionKey", parsed.GetValue(_partitionKey));
            WriteText(json, "uniqueKey", parsed.GetValue(_uniqueKey));
            WriteText(json, "onConflict", parsed.GetValue(_onConflict));
            WriteTags(json, parsed.GetValue(_tags) ?? []);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    /// <summary>A lone second argument that can only be a payload is one: <c>enqueue email '{…}'</c>.</summary>
    private (string? Type, string? Payload) TypeAndPayload(ParseResult parsed)
    {
        var (type, payload) = (parsed.GetValue(_type), parsed.GetValue(_payload));
        return payload is null && type is { Length: > 0 } && (type == "-" || type[0] is '{' or '[' or '"' or '@') ? (null, type) : (type, payload);
    }

    private static async Task<string> PayloadAsync(string? given, Terminal terminal, CancellationToken cancel)
    {
        var text = given switch
        {
            null => "null",
            "-" => await terminal.In.ReadToEndAsync(cancel),
            ['@', .. var file] => await ReadFileAsync(file, cancel),
            _ => given,
        };
        return CheckPayload(text);
    }

    /// <summary>The text, if it is JSON.</summary>
    public static string CheckPayload(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 1000 });
            return text;
        }
        catch (JsonException fault)
        {
            throw new CommandException(ExitCodes.Usage, "The payload is not JSON.", fault.Message, "Quote it for the shell, as in '{\"to\":\"a@example.com\"}', or read it from a file with @FILE.");
        }
    }

    private static async Task<string> ReadFileAsync(string file, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllTextAsync(file, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, $"The payload's file {file} can not be read.", fault.Message);
        }
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteDuration(Utf8JsonWriter json, string name, TimeSpan? value)
    {
        if (value is { } duration)
            json.WriteNumber(name, (long)duration.TotalMilliseconds);
    }

    public static void WritePriority(Utf8JsonWriter json, string? priority)
    {
        if (int.TryParse(priority, out var number))
            json.WriteNumber("priority", number);
        else
            WriteText(json, "priority", priority);
    }

    private static void WriteTags(Utf8JsonWriter json, string[] tags)
    {
        json.WriteStartArray("tags");
        foreach (var tag in tags)
            json.WriteStringValue(tag);
        json.WriteEndArray();
    }
}
