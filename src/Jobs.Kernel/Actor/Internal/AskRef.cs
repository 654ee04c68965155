using System.Globalization;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor.Internal;

/// <summary>The address that an answer to one question comes to.</summary>
internal sealed class AskRef<T>(ActorSystemImpl system) : ActorRefBase, IInternalActorRef, IHasSystem
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ActorPath? _path;
    private TimeSpan _timeout;
    private ITimer? _timer;
    private CancellationTokenRegistration _cancellation;

    public Task<T> Task => _answer.Task;

    public ActorSystemImpl System => system;

    /// <summary>Made only when somebody looks at it.</summary>
    public override ActorPath Path => _path ?? Interlocked.CompareExchange(ref _path, system.NewTempPath(), null) ?? _path;

    public IInternalActorRef Parent => ActorRefs.Nobody;

    public bool IsTerminated => _answer.Task.IsCompleted;

    public void ExpireAfter(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (timeout > TimeSpan.Zero)
        {
            _timeout = timeout;
            _timer = TimeProvider.System.CreateTimer(static state => ((AskRef<T>)state!).TimeOut(), this, timeout, Timeout.InfiniteTimeSpan);
        }

        if (cancellationToken.CanBeCanceled)
            _cancellation = cancellationToken.Register(static (state, token) => ((AskRef<T>)state!)._answer.TrySetCanceled(token), this);
    }

    public void SendSystemMessage(SystemMessage message)
    {
        if (message is Watch watch)
            watch.Watcher.SendSystemMessage(new DeathWatchNotification(this, existenceConfirmed: true));
    }

    protected override void TellInternal(object message, IActorRef? sender)
    {
        _timer?.Dispose();
        _cancellation.Unregister();
        var taken = message switch
        {
            T answer => _answer.TrySetResult(answer),
            Status.Failure failure => _answer.TrySetException(failure.Cause ?? new TaskCanceledException("Task cancelled by actor via Failure message.")),
            _ => _answer.TrySetException(new ArgumentException($"Received message of type [{message.GetType()}] - Ask expected message of type [{typeof(T)}]")),
        };
        if (!taken && !_answer.Task.IsCanceled)
            system.PublishDeadLetter(message, sender, this);
    }

    private void TimeOut()
    {
        _cancellation.Unregister();
        _answer.TrySetException(new AskTimeoutException(string.Create(CultureInfo.InvariantCulture, $"Timeout after {_timeout.TotalSeconds:F2} seconds")));
    }
}
