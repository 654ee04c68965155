using System.Diagnostics;
using System.Globalization;

namespace Jobs.Host.Tests.Processes;

/// <summary>strace, attached to a host that runs: it notes system calls, and makes them fail or take their time, until it is detached.</summary>
internal sealed class Strace : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly string _log;
    private Task<string>? _errors;

    private Strace(Process process, string log)
    {
        _process = process;
        _log = log;
    }

    public static async Task<Strace> AttachAsync(HostProcess host, string log, params string[] args)
    {
        var start = new ProcessStartInfo("strace", ["-f", "-p", host.Id.ToString(CultureInfo.InvariantCulture), "-o", log, .. args]) { RedirectStandardError = true };
        var strace = new Strace(Process.Start(start)!, log);
        var line = await strace._process.StandardError.ReadLineAsync().WaitAsync(_patience);
        Assert.True(line?.Contains("attached", StringComparison.Ordinal), $"strace did not attach: {line}");
        strace._errors = strace._process.StandardError.ReadToEndAsync();
        return strace;
    }

    /// <summary>Every call that was noted, in the order in which they began and ended.</summary>
    public async Task<string[]> DetachAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(_patience);
        await _errors!;
        return await File.ReadAllLinesAsync(_log);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
