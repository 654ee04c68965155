namespace Jobs.Events;

/// <summary>One who listens to an <see cref="EventHub"/>, at its own pace. For one reader at a time.</summary>
public sealed class EventListener : IDisposable
{
    /// <summary>Events given at once at most.</summary>
    public const int BatchMax = 512;

    private readonly EventHub _hub;
    private readonly HubEvent[] _batch = new HubEvent[BatchMax];
    private long _next;
    private HubEvent? _tick;
    private bool _beginsAnew;
    private bool _isDisposed;

    internal EventListener(EventHub hub, long next, bool beginsAnew, HubEvent? tick)
    {
        _hub = hub;
        _next = next;
        _tick = tick;
        _beginsAnew = beginsAnew;
    }

    /// <summary>Behind everything that was given so far: who comes back with it continues there.</summary>
    public string Position => _hub.IdOf(_next - 1);

    /// <summary>The id of an event that was given.</summary>
    public string IdOf(HubEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        return _hub.IdOf(e.Offset);
    }

    /// <summary>Waits for what comes next, and gives it. After <see cref="EventBatch.IsLost"/> there is nothing more.</summary>
    public ValueTask<EventBatch> ReadAsync(CancellationToken cancel) => ReadAsync(Timeout.InfiniteTimeSpan, cancel);

    /// <summary>The same, but not for ever: nothing is given when nothing has come.</summary>
    public async ValueTask<EventBatch> ReadAsync(TimeSpan patience, CancellationToken cancel)
    {
        if (_beginsAnew)
            return Read();
        var more = _hub.MoreAfter(_next, _tick);
        if (!more.IsCompleted)
            await more.WaitAsync(patience, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
        return Read();
    }

    /// <summary>Gives what is there, which may be nothing.</summary>
    public EventBatch Read()
    {
        if (_beginsAnew)
        {
            _beginsAnew = false;
            return EventBatch.Reset;
        }

        if (_hub.Copy(_next, _batch) is not { } count)
            return EventBatch.Lost;
        _next += count;
        var shown = _hub.Tick;
        var isNew = shown is not null && shown != _tick;
        _tick = shown;
        return new EventBatch(_batch.AsMemory(0, count), isNew ? shown : null);
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _hub.Leave();
    }
}

/// <summary>What a listener is given at once.</summary>
/// <param name="Events">In order; there until the next batch is read.</param>
/// <param name="Tick">How things stand now; null: not told again.</param>
/// <param name="IsReset">The listener asked to continue behind an event that is not known any more: whatever it has read of the state, it reads again. Live events follow.</param>
/// <param name="IsLost">The listener was too slow: what comes next is not kept any more.</param>
public readonly record struct EventBatch(ReadOnlyMemory<HubEvent> Events, HubEvent? Tick = null, bool IsReset = false, bool IsLost = false)
{
    internal static EventBatch Reset { get; } = new(default, IsReset: true);

    internal static EventBatch Lost { get; } = new(default, IsLost: true);
}
