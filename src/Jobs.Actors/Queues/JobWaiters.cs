using Akka.Actor;

namespace Jobs.Queues;

/// <summary>Those who wait for a job to end.</summary>
internal sealed class JobWaiters
{
    /// <summary>Waiters of one queue at most; more are answered at once with the job as it is.</summary>
    public const int WaitersMax = 10_000;

    private readonly Dictionary<JobId, List<IActorRef>> _waiters = [];
    private int _count;

    public bool IsEmpty => _count == 0;

    public bool TryAdd(JobId id, IActorRef waiter)
    {
        if (_count == WaitersMax)
            return false;
        if (!_waiters.TryGetValue(id, out var waiters))
            _waiters.Add(id, waiters = []);
        waiters.Add(waiter);
        _count++;
        return true;
    }

    /// <summary>False when it waits no more.</summary>
    public bool Remove(JobId id, IActorRef waiter)
    {
        if (!_waiters.TryGetValue(id, out var waiters) || !waiters.Remove(waiter))
            return false;
        if (waiters.Count == 0)
            _waiters.Remove(id);
        _count--;
        return true;
    }

    public IReadOnlyList<IActorRef> TakeAll()
    {
        var all = _waiters.Values.SelectMany(waiters => waiters).ToList();
        _waiters.Clear();
        _count = 0;
        return all;
    }

    public IReadOnlyList<IActorRef> Take(JobId id)
    {
        if (!_waiters.Remove(id, out var waiters))
            return [];
        _count -= waiters.Count;
        return waiters;
    }
}

/// <summary>The patience of one waiter is over.</summary>
internal sealed record WaitIsOver(JobId Id, IActorRef Waiter) : INoSerializationVerificationNeeded;
