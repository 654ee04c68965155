namespace Akka.Actor.Internal;

internal sealed partial class ActorCell
{
    private TimeSpan? _receiveTimeout;
    private ICancelable? _receiveTimeoutTimer;

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        _receiveTimeout = timeout;
        if (timeout is null)
            CancelReceiveTimeout();
    }

    private void RestartReceiveTimeout(object? handled)
    {
        if (handled is INotInfluenceReceiveTimeout && _receiveTimeoutTimer is not null)
            return;
        CancelReceiveTimeout();
        _receiveTimeoutTimer = SystemImpl.Scheduler.ScheduleTellOnceCancelable(_receiveTimeout!.Value, _self, Akka.Actor.ReceiveTimeout.Instance, _self);
    }

    private void CancelReceiveTimeout()
    {
        _receiveTimeoutTimer?.Cancel();
        _receiveTimeoutTimer = null;
    }
}
