namespace Akka.Persistence;

/// <summary>
/// How far a journal may read ahead of the actor that replays: without it a long journal would stand in the mailbox as a whole before the first event is applied.
/// </summary>
internal sealed class ReplayWindow
{
    /// <summary>Bytes of stored events read and not yet applied; one event alone may be larger.</summary>
    internal const long BytesMax = 32 * 1024 * 1024;

    private readonly Lock _gate = new();
    private long _bytes;
    private bool _isClosed;
    private TaskCompletionSource? _room;

    /// <summary>Counts what has been sent to the actor.</summary>
    public void Sent(int bytes)
    {
        lock (_gate)
            _bytes += bytes;
    }

    /// <summary>The actor has applied it.</summary>
    public void Applied(int bytes)
    {
        TaskCompletionSource? room = null;
        lock (_gate)
        {
            _bytes -= bytes;
            if (_bytes <= BytesMax / 2)
                (room, _room) = (_room, null);
        }

        room?.SetResult();
    }

    /// <summary>Nobody listens any more.</summary>
    public void Close()
    {
        TaskCompletionSource? room;
        lock (_gate)
        {
            _isClosed = true;
            (room, _room) = (_room, null);
        }

        room?.SetResult();
    }

    /// <summary>Completes when there is room again; false when there is nobody left to read for.</summary>
    public async ValueTask<bool> WaitForRoom()
    {
        Task? wait = null;
        lock (_gate)
        {
            if (_bytes > BytesMax && !_isClosed)
                wait = (_room ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }

        if (wait is not null)
            await wait.ConfigureAwait(false);
        lock (_gate)
            return !_isClosed;
    }
}
