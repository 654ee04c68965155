namespace Akka.Actor.Internal;

/// <summary>How a system ends: the user's actors, the system's, the root, the clock.</summary>
internal sealed partial class ActorSystemImpl
{
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _endGate = new();
    private List<Action> _atEnd = [];

    public override Task WhenTerminated => _terminated.Task;

    public override Task Terminate()
    {
        if (Settings.CoordinatedShutdownRunByActorSystemTerminate)
            _ = CoordinatedShutdown.Get(this).Run(CoordinatedShutdown.ActorSystemTerminateReason.Instance);
        else
            FinalTerminate();
        return WhenTerminated;
    }

    public override void RegisterOnTermination(Action code)
    {
        lock (_endGate)
        {
            if (WhenTerminated.IsCompleted)
                throw new InvalidOperationException("ActorSystem already terminated.");
            _atEnd.Add(code);
        }
    }

    public Task FinalTerminate()
    {
        _user.Stop();
        return WhenTerminated;
    }

    /// <summary>The user's actors are gone; the loggers will be next.</summary>
    public void BeginEnd()
    {
        if (Settings.Loggers.Count > 0)
            SubscribeStandardOut();
    }

    public void FinishEnd()
    {
        (Scheduler as IDisposable)?.Dispose();
        List<Action> atEnd;
        lock (_endGate)
        {
            atEnd = _atEnd;
            _atEnd = [];
        }

        for (var i = atEnd.Count - 1; i >= 0; i--)
            atEnd[i]();
        _terminated.TrySetResult();
    }
}
