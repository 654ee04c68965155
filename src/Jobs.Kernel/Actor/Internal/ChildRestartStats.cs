using System.Diagnostics;

namespace Akka.Actor.Internal;

/// <summary>A child and how often it has been restarted of late.</summary>
internal sealed class ChildRestartStats(IInternalActorRef child)
{
    private int _restarts;
    private long? _windowStart;

    public IInternalActorRef Child => child;

    /// <summary>Counts one restart more; false when it is one too many. The window opens with the first failure and closes whole.</summary>
    public bool RequestRestart(int retriesMax, int withinMilliseconds)
    {
        if (retriesMax == 0)
            return false;
        if (withinMilliseconds > 0)
            return RequestInWindow(retriesMax > 0 ? retriesMax : 1, withinMilliseconds);
        return retriesMax < 0 || ++_restarts <= retriesMax;
    }

    private bool RequestInWindow(int retriesMax, int withinMilliseconds)
    {
        var now = Stopwatch.GetTimestamp();
        _windowStart ??= now;
        if (Stopwatch.GetElapsedTime(_windowStart.Value, now).TotalMilliseconds <= withinMilliseconds)
            return ++_restarts <= retriesMax;
        _restarts = 1;
        _windowStart = now;
        return true;
    }
}
