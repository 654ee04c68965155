using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Dispatch;

/// <summary>
/// An actor's queue and its turn on the thread pool. Producers only enqueue; whoever finds the mailbox idle schedules it, once. The mailbox itself
/// is the work item, so neither a message nor a turn allocates anything.
/// </summary>
internal sealed class Mailbox(ActorCell cell) : IThreadPoolWorkItem
{
    /// <summary>Messages in one turn, after which others get the thread.</summary>
    private const int Throughput = 100;

    /// <summary>The clock is read only every so many messages.</summary>
    private const int MessagesPerClockReading = 8;

    private static readonly long SliceTicks = Stopwatch.Frequency / 100;

    /// <summary>Turns that a thread keeps to itself before one goes to the pool's common queue.</summary>
    private const int TurnsKeptMax = 16;

    private const int Scheduled = 1;
    private const int ClosedBit = 2;
    private const int SuspendedOnce = 4;

    /// <summary>Counts for <see cref="TurnsKeptMax"/>; each thread has its own.</summary>
    [ThreadStatic]
    private static int _turnsKept;

    private readonly ConcurrentQueue<Envelope> _messages = new();
    private readonly SystemQueue _system = new();

    /// <summary>Messages that came back out of the stash, the next one last. Only the actor touches it.</summary>
    private Stack<Envelope>? _returned;

    private int _status;

    public bool IsClosed => (Volatile.Read(ref _status) & ClosedBit) != 0;

    /// <summary>Waiting messages, for diagnosis only.</summary>
    public int Count => _messages.Count + (_returned?.Count ?? 0);

    private bool IsSuspended => _status >= SuspendedOnce;

    public void Post(in Envelope envelope)
    {
        _messages.Enqueue(envelope);
        var status = Volatile.Read(ref _status);
        if (status == 0)
            Schedule();
        else if ((status & ClosedBit) != 0)
            DrainToDeadLetters();
    }

    public void PostSystem(SystemMessage message)
    {
        if (!_system.TryPush(message))
            DeadSystemMessages.Answer(message);
        else if ((Volatile.Read(ref _status) & (Scheduled | ClosedBit)) == 0)
            Schedule();
    }

    /// <summary>Puts messages before all others, the first first. Only the actor may call it.</summary>
    public void Return(ReadOnlySpan<Envelope> envelopes)
    {
        _returned ??= new Stack<Envelope>();
        for (var i = envelopes.Length - 1; i >= 0; i--)
            _returned.Push(envelopes[i]);
    }

    /// <summary>User messages wait until <see cref="Resume"/> has been called as often. Only the actor may call either.</summary>
    public void Suspend() => Interlocked.Add(ref _status, SuspendedOnce);

    public void Resume()
    {
        if (IsSuspended)
            Interlocked.Add(ref _status, -SuspendedOnce);
    }

    /// <summary>The actor has stopped: what waits here and whatever still comes goes to the dead letters.</summary>
    public void Close()
    {
        Interlocked.Or(ref _status, ClosedBit);
        for (var message = _system.Close(); message is not null;)
        {
            var next = message.Next;
            DeadSystemMessages.Answer(message);
            message = next;
        }

        while (_returned is not null && _returned.TryPop(out var envelope))
            cell.ToDeadLetters(envelope);
        DrainToDeadLetters();
    }

    void IThreadPoolWorkItem.Execute()
    {
        ActorCell.Current = cell;
        try
        {
            RunTurn();
        }
        finally
        {
            ActorCell.Current = null;
            EndTurn();
        }
    }

    private void RunTurn()
    {
        if (!_system.IsEmpty)
            RunSystemMessages();
        long turnEnds = 0;
        for (var done = 1; done <= Throughput && _status == Scheduled && TryTake(out var envelope); done++)
        {
            cell.Invoke(envelope);
            if (!_system.IsEmpty)
                RunSystemMessages();
            if (done % MessagesPerClockReading == 0 && IsOver(ref turnEnds))
                return;
        }
    }

    /// <summary>The slice begins with the first reading: most turns are too short to need a clock.</summary>
    private static bool IsOver(ref long turnEnds)
    {
        var now = Stopwatch.GetTimestamp();
        if (turnEnds == 0)
            turnEnds = now + SliceTicks;
        return now > turnEnds;
    }

    private void RunSystemMessages()
    {
        while (_system.TakeAll() is { } message)
        {
            for (SystemMessage? current = message; current is not null;)
            {
                var next = current.Next;
                current.Next = null;
                if (IsClosed)
                    DeadSystemMessages.Answer(current);
                else
                    cell.Invoke(current);
                current = next;
            }
        }
    }

    private bool TryTake(out Envelope envelope) =>
        (_returned is not null && _returned.TryPop(out envelope)) || _messages.TryDequeue(out envelope);

    private void EndTurn()
    {
        // Read while the turn still protects it: once the bit is gone the next turn may begin on another thread.
        var hasReturned = _returned is { Count: > 0 };
        Interlocked.And(ref _status, ~Scheduled);
        if (HasWork(hasReturned))
            Schedule();
    }

    private bool HasWork(bool hasReturned)
    {
        if (IsClosed)
            return false;
        return !_system.IsEmpty || (!IsSuspended && (hasReturned || !_messages.IsEmpty));
    }

    private void Schedule()
    {
        while (true)
        {
            var status = Volatile.Read(ref _status);
            if ((status & (Scheduled | ClosedBit)) != 0)
                return;
            if (Interlocked.CompareExchange(ref _status, status | Scheduled, status) == status)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, PrefersThisThread());
                return;
            }
        }
    }

    /// <summary>
    /// An actor that is told something by another runs next on the same thread, where the message is still in the cache. But threads look at the
    /// pool's common queue only when they have nothing of their own, so now and then a turn goes there and lets everybody else's work pass.
    /// </summary>
    private static bool PrefersThisThread()
    {
        if (ActorCell.Current is null)
            return false;
        if (++_turnsKept < TurnsKeptMax)
            return true;
        _turnsKept = 0;
        return false;
    }

    private void DrainToDeadLetters()
    {
        while (_messages.TryDequeue(out var envelope))
            cell.ToDeadLetters(envelope);
    }
}
