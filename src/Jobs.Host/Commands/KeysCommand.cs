using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Jobs.Hosting;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary><c>jobs keys new</c>: an API key, shown once.</summary>
internal static class KeysCommand
{
    /// <summary>By which people, and programs that look for leaked secrets, know what it is.</summary>
    private const string Prefix = "jobs_";

    /// <summary>256 bits: nobody guesses it, so its hash needs no salt.</summary>
    private const int RandomBytes = 32;

    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "What histories call its owner: 1 to 64 of a-z 0-9 _ -" };
        var scopes = new Option<string[]>("--scopes") { Description = "What it allows: read, enqueue, work (claim jobs), operate (pause, cancel, retry, replay, limits), admin (all, and delete)", HelpName = "SCOPES", DefaultValueFactory = _ => ["read"] };
        var create = new TaughtCommand("new", "Makes an API key, prints it this once, and the lines for the configuration, which hold only its hash.", """
            jobs keys new web --scopes read,enqueue
            jobs keys new backup-worker --scopes work
            jobs keys new ops --scopes read,operate
            """);
        create.Arguments.Add(name);
        create.Options.Add(scopes);
        create.SetAction(parsed =>
        {
            global.Output(parsed, terminal).Write(New(parsed.GetValue(name)!, parsed.GetValue(scopes)!), Write);
            return ExitCodes.Ok;
        });
        return new Command("keys", "Keys of the API.") { create };
    }

    private static JsonElement New(string name, string[] words)
    {
        if (SettingKinds.ApiKeyName.Check("NAME", name) is { } misnamed)
            throw new CommandException(ExitCodes.Usage, $"{misnamed}.");
        var scopes = words.SelectMany(word => word.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Aggregate(Scopes.None, (all, word) => all | Scope(word));
        if (scopes == Scopes.None)
            throw new CommandException(ExitCodes.Usage, $"--scopes: expected some of {ScopeWords.Kind.Expected}, got none.");
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        return JsonSerializer.SerializeToElement(new { name, key, hash = KeyHash.Of(Encoding.UTF8.GetBytes(key)).Text, scopes = scopes.Words().Split(", ") }, JobPayload.JsonOptions);
    }

    private static Scopes Scope(string word) => ScopeWords.Kind.TryParse(word, out var scope) ? scope
        : throw new CommandException(ExitCodes.Usage, $"--scopes: expected some of {ScopeWords.Kind.Expected}, got '{word}'.", ScopeWords.Kind.HintFor(word));

    private static void Write(IAnsiConsole console, JsonElement made)
    {
        console.WriteLine(Tables.Text(made, "key"));
        console.WriteLine();
        console.WriteLine("This is the only time that it is shown. For the configuration:");
        console.WriteLine();
        console.WriteLine($$"""
            jobs.host.api-keys.{{Tables.Text(made, "name")}} {
              hash = "{{Tables.Text(made, "hash")}}"
              scopes = [{{string.Join(", ", made.GetProperty("scopes").EnumerateArray().Select(scope => scope.GetString()))}}]
            }
            """);
    }
}
