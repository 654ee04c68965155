using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Jobs.Host.Tests.Processes;

/// <summary>The program as a user starts it: an own process, killed or stopped as the test says.</summary>
internal sealed partial class HostProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private HostProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    /// <summary>Where it serves.</summary>
    public HttpClient Http { get; } = new();

    public string Block { get; private set; } = "";

    /// <summary>Starts it, on a free port unless told otherwise, and waits until it says where it serves.</summary>
    public static Task<HostProcess> ServeAsync(params string[] args) => ServeWithAsync(Variables(connection: null), args);

    /// <summary>The same with its data in PostgreSQL.</summary>
    public static Task<HostProcess> ServeWithAsync(string? connection, params string[] args) => ServeWithAsync(Variables(connection), args);

    /// <summary>The same with these environment variables, and of ours and OpenTelemetry's no others.</summary>
    public static async Task<HostProcess> ServeWithAsync(IReadOnlyDictionary<string, string> variables, params string[] args)
    {
        var host = Start(variables, ["serve", .. args.Contains("--urls") ? args : [.. args, "--urls", "http://127.0.0.1:0"]]);
        var block = "";
        while (await host._process.StandardOutput.ReadLineAsync().WaitAsync(_patience) is { } line)
        {
            block += line + "\n";
            if (!line.StartsWith('└'))
                continue;
            host.Block = block;
            host.Http.BaseAddress = new Uri(Address().Match(block).Value);
            return host;
        }

        throw new InvalidOperationException($"The host did not start: {await host._errors}");
    }

    /// <summary>Runs it to its end.</summary>
    public static Task<(int ExitCode, string Error)> RunAsync(params string[] args) => RunWithAsync(connection: null, args);

    public static async Task<(int ExitCode, string Error)> RunWithAsync(string? connection, params string[] args)
    {
        using var host = Start(Variables(connection), args);
        return (await host.ExitAsync(), await host._errors);
    }

    /// <summary>Waits until every queue has read its journal. A request that comes before waits a few seconds for that, and is then told to come again.</summary>
    public async Task UntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(_patience);
        while (true)
        {
            using var ready = await Http.GetAsync("/health/ready", patience.Token);
            if (ready.IsSuccessStatusCode)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(_patience);
    }

    /// <summary>SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(_patience);
        return _process.ExitCode;
    }

    public Task<string> ErrorsAsync() => _errors;

    public void Dispose()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static Dictionary<string, string> Variables(string? connection) => connection is null ? [] : new() { ["JOBS_CONNECTION"] = connection };

    private static HostProcess Start(IReadOnlyDictionary<string, string> variables, string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "jobs.dll"), .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("JOBS_", StringComparison.Ordinal) || name.StartsWith("OTEL_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new HostProcess(Process.Start(start)!);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
