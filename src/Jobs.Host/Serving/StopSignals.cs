using System.Runtime.InteropServices;
using Jobs.Host.Commands;

namespace Jobs.Host.Serving;

/// <summary>SIGTERM and Ctrl-C alike: the first asks to drain, the second ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _asked = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
    ];

    public CancellationToken Asked => _asked.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _asked.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_asked.IsCancellationRequested)
            Environment.Exit(ExitCodes.Interrupted);
        _asked.Cancel();
    }
}
