using System.CommandLine;
using System.Text.Json;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary>How something is done to many jobs: only counted, at a rate, waited for.</summary>
internal sealed class OperationOptions
{
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only count what matches" };
    private readonly Option<int?> _perSecond = new("--per-second") { Description = "At most so many in a second, 1 to 10000", HelpName = "N" };
    private readonly Option<bool> _wait = new("--wait") { Description = "Tell how far it is until it has ended; Ctrl-C leaves it running" };

    public IReadOnlyList<Symbol> All => [_dryRun, _perSecond, _wait];

    public void AddTo(Command command)
    {
        foreach (var option in All.Cast<Option>())
            command.Options.Add(option);
    }

    public bool IsDryRun(Verb verb) => verb.Get(_dryRun);

    public bool IsSaid(Verb verb) => verb.Get(_dryRun) || verb.Get(_wait) || verb.Get(_perSecond) is not null;

    /// <param name="idOf">Where the operation's id stands in the answer.</param>
    public async Task StartAsync(Verb verb, string path, Dictionary<string, object?> request, Func<JsonElement, string> idOf)
    {
        request["perSecond"] = verb.Get(_perSecond);
        request["dryRun"] = verb.Get(_dryRun);
        var started = await verb.PostAsync(path, JsonSerializer.Serialize(request));
        if (verb.Get(_dryRun))
            verb.Output.Write(started, (console, answer) => console.WriteLine($"{Tables.Text(answer, "matched")} match"));
        else if (verb.Get(_wait))
            await OperationWatch.FollowAsync(verb, idOf(started));
        else
            verb.Output.Write(started, (console, answer) => console.WriteLine($"{Tables.Text(answer, "matched")} matched; jobs operations show {idOf(answer)}"));
    }
}
