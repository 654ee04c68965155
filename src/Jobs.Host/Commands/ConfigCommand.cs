using System.CommandLine;
using System.Text.Json;
using Jobs.Host.Serving;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary><c>jobs config check</c>.</summary>
internal static class ConfigCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var options = new ServeCommandOptions(withData: true);
        var check = new TaughtCommand("check", "Reads the configuration as `jobs serve` would, and prints everything that is wrong with it.", """
            jobs config check --config jobs.conf
            """);
        options.AddTo(check);
        check.SetAction(parsed =>
        {
            var configuration = HostConfiguration.Read(options.Read(parsed), terminal.Environment);
            var queues = configuration.Jobs.Settings.Queues.Keys.Order(StringComparer.Ordinal).ToList();
            var checkedFile = JsonSerializer.SerializeToElement(new { ok = true, configuration.Source, queues, storedIn = configuration.Place }, JobPayload.JsonOptions);
            global.Output(parsed, terminal).Write(checkedFile, (console, _) =>
            {
                console.WriteLine($"{configuration.Source}: good, {queues.Count} queue{(queues.Count == 1 ? "" : "s")}: {string.Join(", ", queues)}");
                console.WriteLine($"stored in {configuration.Place}");
            });
            return ExitCodes.Ok;
        });
        return new Command("config", "The configuration.") { check };
    }
}
