using System.Diagnostics;
using Jobs.Host.Tests.Processes;

namespace Jobs.Host.Tests.Docs;

/// <summary>
/// Does what a page says, in order, with a real host: blocks marked <c>file: NAME</c> are written, those marked <c>run</c> are run by a shell, and <c>restart</c> kills the host and starts it again. What is run
/// must succeed, and print what <c>run: prints TEXT</c> says.
/// </summary>
internal sealed class DocTour : IDisposable
{
    private const string AddressInPages = "http://127.0.0.1:3000";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Shells have a command of their own called "jobs"; an alias, as the pages make it, and a function come before it.
    private static string Program { get; } = $"jobs() {{ dotnet '{Path.Combine(AppContext.BaseDirectory, "jobs.dll")}' \"$@\"; }}\n";

    private readonly TemporaryFolder _folder = new();
    private HostProcess? _host;
    private string _configuration = "";

    public async Task<int> WalkAsync(string page)
    {
        var runs = 0;
        foreach (var block in DocPages.Blocks(page))
        {
            if (block.Mark("file") is { } file)
                _configuration = _folder.Write(file, block.Text);
            if (block.Mark("restart") is not null)
                await RestartAsync();
            if (block.Mark("run") is not { } expected)
                continue;
            _host ??= await ServeAsync();
            var (exitCode, output, errors) = await RunAsync(block.Text.Replace(AddressInPages, Address, StringComparison.Ordinal));
            Assert.True(exitCode == 0, $"{block.Text}\nended with {exitCode}: {output}{errors}");
            if (expected.StartsWith("prints ", StringComparison.Ordinal))
                Assert.Contains(expected["prints ".Length..], output, StringComparison.Ordinal);
            runs++;
        }

        return runs;
    }

    public void Dispose()
    {
        _host?.Dispose();
        _folder.Dispose();
    }

    private string Address => _host!.Http.BaseAddress!.ToString().TrimEnd('/');

    private Task<HostProcess> ServeAsync() => HostProcess.ServeAsync("--data", _folder.Data, "--config", _configuration);

    private async Task RestartAsync()
    {
        await _host!.KillAsync();
        _host.Dispose();
        _host = await ServeAsync();
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string commands)
    {
        var start = new ProcessStartInfo("bash", ["-eu", "-c", Program + commands]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetDirectoryName(_configuration) };
        start.Environment["JOBS_SERVER"] = Address;
        using var shell = Process.Start(start)!;
        var output = shell.StandardOutput.ReadToEndAsync();
        var errors = shell.StandardError.ReadToEndAsync();
        await shell.WaitForExitAsync().WaitAsync(Patience);
        return (shell.ExitCode, await output, await errors);
    }
}
