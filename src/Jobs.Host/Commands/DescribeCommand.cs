using System.CommandLine;
using System.Text.Json;
using Jobs.Host.Handlers;
using Jobs.Host.Serving;
using Jobs.Hosting;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary><c>jobs describe</c>: what <c>jobs serve</c> with the same options would run with, and who says so.</summary>
internal static class DescribeCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var options = new ServeCommandOptions(withData: true);
        var queue = new Argument<string?>("QUEUE") { Description = "Only what this queue has", Arity = ArgumentArity.ZeroOrOne };
        var command = new TaughtCommand("describe", "Prints what `jobs serve` would run with: queues, handlers, policies, and where each value comes from. Secrets are not shown.", """
            jobs describe
            jobs describe email --config jobs.conf
            JOBS_CONFIG=jobs.conf jobs describe -o jsonl | grep retry
            """);
        command.Arguments.Add(queue);
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var said = options.Read(parsed);
            var configuration = HostConfiguration.Read(said, terminal.Environment);
            var settings = EffectiveSettings.Of(said, terminal.Environment, configuration);
            global.Output(parsed, terminal).Write(ToJson(configuration, Select(settings, parsed.GetValue(queue), configuration)), Write);
            return ExitCodes.Ok;
        });
        return command;
    }

    private static IEnumerable<SettingInEffect> Select(IReadOnlyList<SettingInEffect> settings, string? queue, HostConfiguration configuration)
    {
        if (queue is null)
            return settings;
        var queues = configuration.Jobs.Settings.Queues.Keys;
        if (!queues.Contains(queue))
            throw new CommandException(ExitCodes.NotFound, $"The configuration has no queue '{queue}'{Suggestion.For(queue, queues)}", $"It has {string.Join(", ", queues.Order(StringComparer.Ordinal))}.");
        return settings.Where(setting => setting.Path.StartsWith($"jobs.queues.{queue}.", StringComparison.Ordinal));
    }

    private static JsonElement ToJson(HostConfiguration configuration, IEnumerable<SettingInEffect> settings)
    {
        var handlers = HostHandlers.Add(new JobHandlers(), configuration.Jobs.Host, TimeProvider.System);
        return JsonSerializer.SerializeToElement(
            new
            {
                queues = configuration.Jobs.Settings.Queues.Keys.Order(StringComparer.Ordinal),
                handlers = handlers.Types.Select(type => new { type, aliases = handlers.NamesOf(type).Where(name => name != type).Order(StringComparer.Ordinal) }),
                items = settings.Select(setting => new { setting.Path, setting.Value, setting.Source }),
            },
            JobPayload.JsonOptions);
    }

    private static void Write(IAnsiConsole console, JsonElement described)
    {
        Tables.WriteFacts(
            console,
            ("queues", Markup.Escape(string.Join(", ", described.GetProperty("queues").EnumerateArray().Select(queue => queue.GetString())))),
            ("handlers", Markup.Escape(string.Join(", ", described.GetProperty("handlers").EnumerateArray().Select(Name)))));
        console.WriteLine();
        var table = Tables.New("SETTING", "VALUE", "FROM");
        var items = described.GetProperty("items");
        foreach (var setting in items.EnumerateArray())
            table.AddRow(Tables.Cell(setting, "path"), Tables.Cell(setting, "value"), Tables.Cell(setting, "source"));
        console.Write(table);
        Tables.WriteSummary(console, items.GetArrayLength(), "setting", described);
    }

    private static string Name(JsonElement handler)
    {
        var aliases = handler.GetProperty("aliases").EnumerateArray().Select(alias => alias.GetString()).ToList();
        return aliases.Count == 0 ? Tables.Text(handler, "type") : $"{Tables.Text(handler, "type")} (also {string.Join(", ", aliases)})";
    }
}
