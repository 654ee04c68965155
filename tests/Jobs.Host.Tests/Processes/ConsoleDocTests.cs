using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Jobs.Host.Tests.Processes;

/// <summary>docs/console.md does what it says: each of its commands is typed into a shell, in order, beside a host with the sample queues.</summary>
public sealed partial class ConsoleDocTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Every_command_of_the_page_prints_what_stands_below_it()
    {
        using var folder = new TemporaryFolder();
        using var host = await HostProcess.ServeAsync("--data", folder.Data);
        var typed = Commands(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "docs", "console.md"))).ToList();
        Assert.True(typed.Count > 15, $"{typed.Count} commands were found");

        foreach (var (command, expected) in typed)
        {
            // What a file holds is shown by printing it.
            if (command.StartsWith("cat ", StringComparison.Ordinal) && !command.Contains('|', StringComparison.Ordinal))
                folder.Write(command[4..], expected);
            var printed = await TypeAsync(command, Path.GetDirectoryName(folder.Data)!, host.Http.BaseAddress!);
            Assert.True(Still(expected) == Still(printed), $"$ {command}\n{printed}");
        }
    }

    private static IEnumerable<(string Command, string Expected)> Commands(string page)
    {
        foreach (Match block in Block().Matches(page))
        {
            foreach (var part in Prompt().Split(block.Groups[1].Value).Where(part => part.Length > 0))
            {
                var end = part.IndexOf('\n', StringComparison.Ordinal);
                yield return (part[..end], part[(end + 1)..]);
            }
        }
    }

    private static async Task<string> TypeAsync(string command, string folder, Uri server)
    {
        // The shell has a builtin of this name, over which an alias wins.
        var start = new ProcessStartInfo("sh", ["-c", $"alias jobs=\"dotnet '{Path.Combine(AppContext.BaseDirectory, "jobs.dll")}'\"\n{{ {command}\n}} 2>&1"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("JOBS_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["JOBS_SERVER"] = server.ToString();
        using var shell = Process.Start(start)!;
        shell.StandardInput.Close();
        var printed = new StringBuilder(await shell.StandardOutput.ReadToEndAsync().WaitAsync(_patience));
        await shell.WaitForExitAsync().WaitAsync(_patience);
        if (shell.ExitCode != 0)
            printed.Append(System.Globalization.CultureInfo.InvariantCulture, $"[exit {shell.ExitCode}]\n");
        return printed.Replace($"{folder}/", "./").ToString();
    }

    private static string Still(string text) => Time().Replace(text, "TIME");

    [GeneratedRegex("```console\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^\$ ", RegexOptions.Multiline)]
    private static partial Regex Prompt();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")]
    private static partial Regex Time();
}
