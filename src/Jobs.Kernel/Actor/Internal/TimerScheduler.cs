namespace Akka.Actor.Internal;

/// <summary>What a timer tells its actor. It counts only as long as the timer that sent it is still the one under its key.</summary>
internal class TimerMessage(object key, object message) : IWrappedMessage, INoSerializationVerificationNeeded
{
    public object Key => key;

    public object Message => message;

    public override string ToString() => $"TimerMessage(key={key}, message={message})";
}

internal sealed class QuietTimerMessage(object key, object message) : TimerMessage(key, message), INotInfluenceReceiveTimeout;

/// <summary>The timers of one instance of an actor. The message object itself is the timer's generation.</summary>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, Running> _timers = [];

    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) => StartPeriodicTimer(key, msg, interval, interval, null);

    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef? sender) => StartPeriodicTimer(key, msg, interval, interval, sender);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) => StartPeriodicTimer(key, msg, initialDelay, interval, null);

    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef? sender)
    {
        var message = Replace(key, msg);
        var task = cell.System.Scheduler.ScheduleTellRepeatedlyCancelable(initialDelay, interval, cell.Self, message, sender);
        _timers.Add(key, new Running(message, task, Repeats: true));
    }

    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => StartSingleTimer(key, msg, timeout, null);

    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef? sender)
    {
        var message = Replace(key, msg);
        var task = cell.System.Scheduler.ScheduleTellOnceCancelable(timeout, cell.Self, message, sender);
        _timers.Add(key, new Running(message, task, Repeats: false));
    }

    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var running))
            running.Task.Cancel();
    }

    public void CancelAll()
    {
        foreach (var running in _timers.Values)
            running.Task.Cancel();
        _timers.Clear();
    }

    /// <summary>The message to handle, or null when its timer was cancelled or replaced meanwhile.</summary>
    public object? Intercept(TimerMessage message)
    {
        if (!_timers.TryGetValue(message.Key, out var running) || !ReferenceEquals(running.Message, message))
            return null;
        if (!running.Repeats)
            _timers.Remove(message.Key);
        return message.Message;
    }

    private TimerMessage Replace(object key, object message)
    {
        Cancel(key);
        return message is INotInfluenceReceiveTimeout ? new QuietTimerMessage(key, message) : new TimerMessage(key, message);
    }

    private readonly record struct Running(TimerMessage Message, ICancelable Task, bool Repeats);
}
