using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>Many producers push, the actor takes all at once, in the order they came.</summary>
internal sealed class SystemQueue
{
    private static readonly SystemMessage Closed = new Terminate();

    private SystemMessage? _newest;

    public bool IsEmpty => Volatile.Read(ref _newest) is null;

    /// <summary>False once the queue is closed.</summary>
    public bool TryPush(SystemMessage message)
    {
        while (true)
        {
            var newest = Volatile.Read(ref _newest);
            if (ReferenceEquals(newest, Closed))
                return false;
            message.Next = newest;
            if (Interlocked.CompareExchange(ref _newest, message, newest) == newest)
                return true;
        }
    }

    /// <summary>The oldest message; the others follow by <see cref="SystemMessage.Next"/>.</summary>
    public SystemMessage? TakeAll() => IsEmpty || ReferenceEquals(Volatile.Read(ref _newest), Closed) ? null : Reverse(Interlocked.Exchange(ref _newest, null));

    /// <summary>What came last; nothing comes after it.</summary>
    public SystemMessage? Close()
    {
        var newest = Interlocked.Exchange(ref _newest, Closed);
        return ReferenceEquals(newest, Closed) ? null : Reverse(newest);
    }

    private static SystemMessage? Reverse(SystemMessage? newest)
    {
        SystemMessage? oldest = null;
        while (newest is not null)
        {
            var next = newest.Next;
            newest.Next = oldest;
            oldest = newest;
            newest = next;
        }

        return oldest;
    }
}
