using Akka.Actor;
using Jobs.Core;
using Jobs.Pools;

namespace Jobs.Queues;

/// <summary>
/// A crew's side of the pool whose workers it uses. A worker that has become idle is never used for the crew's own next job: it goes back first, so that the pool decides whose turn it is.
/// </summary>
internal sealed class PoolDesk(Crew crew, PoolPlace place, string queue, IActorRef router)
{
    private readonly SortedSet<int> _granted = [];
    private readonly HashSet<int> _used = [];
    private int _wanted;

    public string Pool => place.Name;

    /// <summary>A worker that was granted and not used yet, or -1.</summary>
    public int Next => _granted.Count == 0 ? -1 : _granted.Min;

    /// <summary>After a recovery, and when the pool has forgotten the queue: the workers of all attempts that have not ended are held.</summary>
    public void Join()
    {
        _granted.Clear();
        _used.Clear();
        _wanted = 0;
        for (var worker = 0; worker < place.Concurrency; worker++)
        {
            if (crew.Workers.IsTaken(worker))
                _used.Add(worker);
        }

        place.Actor.Tell(new JoinPool(queue, router, crew.FirstWorker, [.. _used]));
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
        var idle = _used.Where(worker => !crew.Workers.IsTaken(worker)).Concat(_granted).ToList();
        if (idle.Count == 0 && couldStart == _wanted)
            return;
        _used.ExceptWith(idle);
        _granted.Clear();
        _wanted = couldStart;
        place.Actor.Tell(new ChangeShare(queue, couldStart, idle));
    }
}

/// <summary>A pool that a queue's jobs use.</summary>
internal sealed record PoolPlace(string Name, int Concurrency, IActorRef Actor);
