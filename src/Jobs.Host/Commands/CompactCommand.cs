using System.CommandLine;
using System.Globalization;
using Jobs.Host.Serving;
using Microsoft.Data.Sqlite;

namespace Jobs.Host.Commands;

/// <summary><c>jobs compact</c>: makes the files of a data folder as small as what is in them, while no host runs on it.</summary>
internal static class CompactCommand
{
    private const double Mega = 1_000_000;

    public static Command Create(Terminal terminal)
    {
        var options = new ServeCommandOptions(withData: true);
        var command = new TaughtCommand("compact", "Makes the files of a data folder as small as what is in them, while no host runs on it. Needs room for a second copy.", """
            jobs compact --data /var/lib/jobs
            """);
        options.AddTo(command);
        command.SetAction((parsed, _) => RunAsync(HostConfiguration.Read(options.Read(parsed), terminal.Environment).DataFolder, terminal));
        return command;
    }

    private static async Task<int> RunAsync(string path, Terminal terminal)
    {
        if (!Directory.Exists(path))
            throw new CommandException(ExitCodes.Failed, $"There is no data folder {Path.GetFullPath(path)}.", help: "Name it with --data.");
        using var folder = DataFolder.Open(path);
        try
        {
            var (before, after) = Compaction.Run(folder);
            await terminal.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{folder.Path}: {before / Mega:#,0.0} MB before, {after / Mega:#,0.0} MB now."));
            return ExitCodes.Ok;
        }
        catch (SqliteException fault)
        {
            throw new CommandException(ExitCodes.Failed, $"The data folder {folder.Path} was not compacted, and nothing of it is lost.", fault.Message, "Compaction needs room for a second copy of jobs.db and index.db.");
        }
    }
}
