using Akka.Actor;
using Jobs.Core;
using Jobs.Pools;

namespace Jobs.Queues;

/// <summary>
/// A queue's side of the pool that it shares with others. A worker that has become idle is never used for the queue's own next job: it goes back first, so that the pool decides whose turn it is.
/// </summary>
internal sealed class PoolDesk(QueueState state, PartitionContext context, IActorRef router)
{
    private readonly PoolPlace _place = context.Pool!;
    private readonly SortedSet<int> _granted = [];
    private readonly HashSet<int> _used = [];
    private int _wanted;

    /// <summary>A worker that was granted and not used yet, or -1.</summary>
    public int Next => _granted.Count == 0 ? -1 : _granted.Min;

    /// <summary>After a recovery, and when the pool has forgotten the queue: the workers of all attempts that have not ended are held.</summary>
    public void Join()
    {
        _granted.Clear();
        _used.Clear();
        _wanted = 0;
        for (var job = state[JobStatus.Processing].Oldest; job is not null; job = job.Newer)
            _used.Add(job.Worker);
        _place.Actor.Tell(new JoinPool(context.Queue, router, [.. _used]));
    }

    public void Granted(IReadOnlyList<int> workers)
    {
        _granted.UnionWith(workers);
        _wanted = Math.Max(0, _wanted - workers.Count);
    }

    public void Started(int worker)
    {
        _granted.Remove(worker);
        _used.Add(worker);
    }

    /// <summary>After everything that can start has started: what is idle goes back, and what could start with more workers is asked for.</summary>
    public void Update(int couldStart)
    {
        var idle = _used.Where(worker => !state.Workers.IsTaken(worker)).Concat(_granted).ToList();
        if (idle.Count == 0 && couldStart == _wanted)
            return;
        _used.ExceptWith(idle);
        _granted.Clear();
        _wanted = couldStart;
        _place.Actor.Tell(new ChangeShare(context.Queue, couldStart, idle));
    }
}

/// <summary>The pool that a queue shares.</summary>
internal sealed record PoolPlace(string Name, int Concurrency, IActorRef Actor);
