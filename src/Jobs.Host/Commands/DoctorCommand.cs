using System.CommandLine;
using System.Text.Json;
using Jobs.Host.Doctor;
using Jobs.Host.Serving;
using Jobs.Hosting;
using Spectre.Console;

namespace Jobs.Host.Commands;

/// <summary><c>jobs doctor</c>: whether journal and index are whole and fit together, while no host runs on them.</summary>
internal static class DoctorCommand
{
    public static Command Create(GlobalOptions global, Terminal terminal)
    {
        var options = new ServeCommandOptions(withData: true);
        var rebuild = new Option<bool>("--rebuild-index") { Description = "Mend what can be mended without losing anything, then look again" };
        var command = new TaughtCommand("doctor", "Checks journal and index, while no host runs on them: gaps, rows that can not be read, damaged files, versions, and whether the two fit together.", """
            jobs doctor --data /var/lib/jobs
            jobs doctor --data /backup/jobs --rebuild-index
            """);
        options.AddTo(command);
        command.Options.Add(rebuild);
        command.SetAction((parsed, _) => RunAsync(
            HostConfiguration.Read(options.Read(parsed), terminal.Environment), parsed.GetValue(rebuild), global.Output(parsed, terminal)));
        return command;
    }

    private static async Task<int> RunAsync(HostConfiguration configuration, bool mends, Output output)
    {
        if (configuration.Jobs.Storage == StorageKind.Sqlite && !Directory.Exists(configuration.DataFolder))
            throw new CommandException(ExitCodes.Failed, $"There is no data folder {Path.GetFullPath(configuration.DataFolder)}.", help: "Name it with --data.");
        await using var storage = await HostStorage.OpenAsync(configuration);
        if (storage is not { Journal: { } journal, Index: { } index })
            throw new CommandException(ExitCodes.Failed, "With storage.kind = memory there is nothing to check.");

        var store = new ExaminedStore(journal, index);
        var found = Examination.Run(store);
        IReadOnlyList<string> mended = mends ? Repair.Run(store, found, TimeProvider.System) : [];
        if (mended.Count > 0)
            found = Examination.Run(store);
        output.Write(ToJson(found, mended), WriteTable);
        return found.Findings.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static JsonElement ToJson(Diagnosis found, IReadOnlyList<string> mended) => JsonSerializer.SerializeToElement(
        new
        {
            ok = found.Findings.Count == 0,
            items = found.Ids,
            problems = found.Findings,
            mended,
        },
        JobPayload.JsonOptions);

    private static void WriteTable(IAnsiConsole console, JsonElement answer)
    {
        var table = Tables.New("ID", ">JOURNAL FROM", ">TO", ">POINTER", ">INDEX", "A START");
        foreach (var id in answer.GetProperty("items").EnumerateArray())
            table.AddRow(Tables.Cell(id, "persistenceId"), Tables.Cell(id, "journalFrom"), Tables.Cell(id, "journalTo"), Tables.Cell(id, "pointer"), Tables.Cell(id, "index"), Tables.Cell(id, "verdict"));
        console.Write(table);
        foreach (var line in answer.GetProperty("mended").EnumerateArray())
            console.WriteLine($"mended: {line.GetString()}");
        foreach (var problem in answer.GetProperty("problems").EnumerateArray())
        {
            var number = problem.GetProperty("sequenceNumber");
            var where = problem.GetProperty("where").GetString();
            console.WriteLine($"{where}{(number.ValueKind == JsonValueKind.Null ? "" : $" at {number}")}: {problem.GetProperty("problem").GetString()}");
            console.WriteLine($"    {problem.GetProperty("help").GetString()}");
        }

        console.WriteLine(answer.GetProperty("ok").GetBoolean() ? "ok" : $"{answer.GetProperty("problems").GetArrayLength()} problems");
    }
}
