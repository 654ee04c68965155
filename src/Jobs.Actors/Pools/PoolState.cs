using Jobs.Hosting;

namespace Jobs.Pools;

/// <summary>
/// Which of the queues that share a pool has which of its workers, which wants more, and whose turn it is when one is free. Pure: no actor, no clock.
/// </summary>
internal sealed class PoolState
{
    private readonly PoolTurns _turns;
    private readonly Dictionary<string, Member> _members;
    private readonly int[] _holders;
    private readonly SortedSet<int> _free;

    public PoolState(PoolSettings settings)
    {
        _holders = new int[settings.Concurrency];
        _free = [.. Enumerable.Range(0, settings.Concurrency)];
        _members = settings.Queues.ToDictionary(queue => queue, _ => new Member(), StringComparer.Ordinal);
        _turns = new PoolTurns(settings);
    }

    public int Free => _free.Count;

    public IReadOnlyCollection<int> HeldBy(string queue) => Of(queue).Held;

    /// <summary>
    /// A queue begins, or begins anew: it holds these workers, wants none, and what was known of it before is void. An attempt that ended while its queue was away is held once more until the
    /// queue has heard of it, though its worker may run for another queue by now: such a worker is free when nobody holds it.
    /// </summary>
    public void Join(string queue, IEnumerable<int> held)
    {
        KeepOnly(queue, []);
        var member = Of(queue);
        member.Wanted = 0;
        foreach (var worker in held)
        {
            if (worker < _holders.Length && member.Held.Add(worker) && _holders[worker]++ == 0)
                _free.Remove(worker);
        }
    }

    /// <summary>How many more this queue could use now; replaces what it wanted before.</summary>
    public void Want(string queue, int workers) => Of(queue).Wanted = workers;

    public void Return(string queue, IEnumerable<int> workers)
    {
        var member = Of(queue);
        foreach (var worker in workers)
        {
            if (member.Held.Remove(worker) && --_holders[worker] == 0)
                _free.Add(worker);
        }
    }

    /// <summary>The queue is away, and of all that it held only these still run.</summary>
    public void KeepOnly(string queue, IReadOnlyCollection<int> running) => Return(queue, Of(queue).Held.Except(running).ToList());

    /// <summary>Gives free workers to those who want some, in turn; none is left free while anybody wants one.</summary>
    public IReadOnlyList<PoolGrant> Grant()
    {
        List<PoolGrant>? grants = null;
        while (_free.Count > 0 && _turns.Next(queue => _members[queue].Wanted > 0) is { } queue)
        {
            var worker = _free.Min;
            _free.Remove(worker);
            _holders[worker]++;
            _members[queue].Held.Add(worker);
            _members[queue].Wanted--;
            (grants ??= []).Add(new PoolGrant(queue, worker));
        }

        return grants ?? [];
    }

    private Member Of(string queue) => _members[queue];

    private sealed class Member
    {
        public HashSet<int> Held { get; } = [];

        public int Wanted { get; set; }
    }
}

internal readonly record struct PoolGrant(string Queue, int Worker);
