using System.CommandLine;
using System.Text.Json;

namespace Jobs.Host.Commands;

/// <summary>A verb that asks the running host something and writes what comes back.</summary>
/// <param name="Cancel">Ctrl-C.</param>
internal sealed record Verb(ParseResult Parsed, ApiClient Client, Output Output, Func<string, bool> Confirm, CancellationToken Cancel)
{
    /// <param name="examples">One on each line, as it is typed.</param>
    public static Command Create(string name, string description, string examples, GlobalOptions global, Terminal terminal, Func<Verb, Task> run, params Symbol[] symbols)
    {
        var command = new TaughtCommand(name, description, examples);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        Run(command, global, terminal, run);
        return command;
    }

    public static void Run(Command command, GlobalOptions global, Terminal terminal, Func<Verb, Task> run) => command.SetAction(async (parsed, cancel) =>
    {
        using var client = global.Client(parsed, terminal);
        await run(new Verb(parsed, client, global.Output(parsed, terminal), question => global.Yes(parsed) || Ask(terminal, question), cancel));
        return ExitCodes.Ok;
    });

    /// <summary>A path with its query; parameters that are null are left out.</summary>
    public static string Path(string path, params (string Name, object? Value)[] query)
    {
        var said = query.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!.ToString()!)}");
        var text = string.Join('&', said);
        return text.Length == 0 ? path : $"{path}?{text}";
    }

    public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

    public T? Get<T>(Option<T> option) => Parsed.GetValue(option);

    public Task<JsonElement> GetAsync(string path) => Client.GetAsync(path, Cancel);

    public Task<JsonElement> PostAsync(string path, string? json = null) => Client.PostAsync(path, json, Cancel);

    public Task<JsonElement> PatchAsync(string path, string json) => Client.PatchAsync(path, json, Cancel);

    public Task<JsonElement> DeleteAsync(string path) => Client.DeleteAsync(path, Cancel);

    private static bool Ask(Terminal terminal, string question)
    {
        if (!terminal.IsInteractive)
            throw new CommandException(ExitCodes.Usage, question, "Nobody is there to be asked.", "Add --yes if you mean it.");
        terminal.Error.Write($"{question} [y/N] ");
        return terminal.In.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
