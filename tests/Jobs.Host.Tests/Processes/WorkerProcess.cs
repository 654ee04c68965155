using System.Diagnostics;
using System.Globalization;

namespace Jobs.Host.Tests.Processes;

/// <summary>One of the example workers of docs/workers, as a user starts it.</summary>
internal sealed class WorkerProcess : IDisposable
{
    public const string Python = "worker.py";
    public const string Shell = "worker.sh";

    /// <summary>What the shell worker runs for each job: as the Python one, it obeys the payload's <c>fail</c> and <c>ms</c>.</summary>
    private const string Command = """claim=$(cat); case $claim in *'"fail":'*) echo 'told to fail for good' >&2; exit 100;; *'"ms":'*) sleep 20;; esac; echo "did $JOBS_ID" """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly Task<string> _output;

    private WorkerProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _output = process.StandardOutput.ReadToEndAsync();
    }

    public static WorkerProcess Start(string script, HostProcess host, string queue, TimeSpan lease)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "workers", script);
        var start = script == Python ? new ProcessStartInfo("python3", [path, queue]) : new ProcessStartInfo("sh", [path, queue, "sh", "-c", Command]);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment["JOBS_SERVER"] = host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority);
        start.Environment["JOBS_WORKER"] = script;
        start.Environment["JOBS_LEASE_MS"] = lease.TotalMilliseconds.ToString(CultureInfo.InvariantCulture);
        start.Environment["no_proxy"] = "127.0.0.1";
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(_patience);
    }

    /// <summary>SIGTERM, and what it said until it was gone.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(_patience);
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
