using System.CommandLine;

namespace Jobs.Host.Commands;

internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>The whole answer on one line.</summary>
    Json,

    /// <summary>One line for each item.</summary>
    Jsonl,
}

/// <summary>The options that every verb takes.</summary>
internal sealed class GlobalOptions
{
    public const string ServerDefault = "http://127.0.0.1:3000";
    public const string ServerVariable = "JOBS_SERVER";
    public const string ApiKeyVariable = "JOBS_API_KEY";

    private static readonly string[] _formats = ["table", "json", "jsonl"];

    private readonly Option<string?> _server = new("--server") { Description = $"The running host (env {ServerVariable}, default {ServerDefault})", HelpName = "URL", Recursive = true };
    private readonly Option<string?> _apiKey = new("--api-key") { Description = $"Sent with every request (env {ApiKeyVariable})", HelpName = "KEY", Recursive = true };
    private readonly Option<string> _output = new("--output", "-o") { Description = "What stdout gets: a table for people, json on one line, or jsonl with one line per item", HelpName = "table|json|jsonl", DefaultValueFactory = _ => _formats[0], Recursive = true };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colours (env NO_COLOR)", Recursive = true };
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask before deleting", Recursive = true };

    public GlobalOptions() => _output.AcceptOnlyFromAmong(_formats);

    public void AddTo(Command root)
    {
        foreach (var option in (Option[])[_server, _apiKey, _output, _noColor, _yes])
            root.Options.Add(option);
    }

    public bool Yes(ParseResult parsed) => parsed.GetValue(_yes);

    public Output Output(ParseResult parsed, Terminal terminal) =>
        new(terminal, (OutputFormat)Array.IndexOf(_formats, parsed.GetValue(_output)), !parsed.GetValue(_noColor));

    public ApiClient Client(ParseResult parsed, Terminal terminal)
    {
        var server = parsed.GetValue(_server) ?? terminal.Environment(ServerVariable) ?? ServerDefault;
        if (!Uri.TryCreate(server, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new CommandException(ExitCodes.Usage, $"--server: '{server}' is no address.", null, $"Type it as {ServerDefault}.");
        return new ApiClient(url, parsed.GetValue(_apiKey) ?? terminal.Environment(ApiKeyVariable));
    }
}
