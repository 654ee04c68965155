using Jobs.Hosting;

namespace Jobs.Core.Limits;

/// <summary>
/// The ready jobs of a queue that limits types or partition keys. They stand in lanes, one for each set of limits, and a lane that is held back is parked at the gate that holds it: every step costs the
/// logarithm of the number of lanes, and a key or type without room is not looked at again until it has some. Gates and lanes of keys that use nothing are forgotten.
/// </summary>
internal sealed class GateTable
{
    /// <summary>Idle keys looked at per step: more than can become idle in one.</summary>
    private const int AheadPerLane = 20;

    private const int ForgottenPerStep = 8;

    /// <summary>A lane costs as much to look at as so many jobs.</summary>
    private const int LooksPerLane = 20;

    private readonly JobLimit? _perKey;
    private readonly bool _fifoPerKey;
    private readonly Dictionary<string, Gate> _types;
    private readonly Dictionary<string, Gate> _keys = new(StringComparer.Ordinal);
    private readonly List<Gate> _toCheck = [];
    private readonly Queue<Gate> _idle = new();
    private readonly PriorityQueue<Gate, DateTimeOffset> _opening = new();
    private readonly StartsInFlight _starts;
    private readonly Gate _anyType;
    private readonly Gate _noKey;

    private GateTable(QueueSettings settings, StartsInFlight starts)
    {
        _perKey = settings.PartitionLimit;
        _fifoPerKey = settings.FifoPerKey;
        _types = settings.TypeLimits.ToDictionary(limit => limit.Key, limit => new Gate(limit.Key, limit.Value, isLine: false, _toCheck), StringComparer.Ordinal);
        _starts = starts;
        _anyType = new Gate("", limit: null, isLine: false, _toCheck);
        _noKey = new Gate("", limit: null, isLine: false, _toCheck);
    }

    /// <summary>When the first rate opens for which jobs wait, as far as it has been seen that they do. It may lie in the past while nobody claims.</summary>
    public DateTimeOffset? OpensAt => _opening.TryPeek(out _, out var at) ? at : null;

    /// <summary>Keys that something is known of.</summary>
    public int KeyCount => _keys.Count;

    /// <summary>Null for a queue without such limits, which pays nothing for them.</summary>
    public static GateTable? Of(QueueSettings settings, StartsInFlight starts) =>
        settings.TypeLimits.Count > 0 || settings.PartitionLimit is not null || settings.FifoPerKey ? new GateTable(settings, starts) : null;

    /// <summary>Every entry held, in no order.</summary>
    public IEnumerable<(Job Job, bool IsStale)> Entries(LaneHeap open) =>
        _keys.Values.Append(_noKey).SelectMany(LanesOf).Where(lane => lane.Open == open).SelectMany(lane => lane.Entries);

    /// <summary>The job has become ready.</summary>
    public void Add(Job job, LaneHeap open)
    {
        job.Lane = LaneOf(job, open);
        job.Lane.Add(job);
    }

    /// <summary>Rates of types and keys, of which something counts.</summary>
    public IEnumerable<(bool IsKey, string Name, RateLimiter Limiter)> Rates =>
        _types.Values.Select(gate => (false, gate)).Concat(_keys.Values.Select(gate => (true, gate)))
            .Where(each => each.gate.Rate is { Used: > 0 })
            .Select(each => (each.Item1, each.gate.Name, each.gate.Rate!));

    /// <summary>The rate of a type or key; null where there is none (any more).</summary>
    public RateLimiter? RateOf(bool isKey, string name) => (isKey ? KeyFor(name) : _types.GetValueOrDefault(name))?.Rate;

    /// <summary>Keys of which something was counted may have nothing else to be remembered for.</summary>
    public void ForgetUnused(IEnumerable<string> keys)
    {
        foreach (var key in keys)
            ForgetIfUnused(KeyFor(key));
    }

    /// <summary>It has started and has not ended, so that its line waits for it.</summary>
    public bool HoldsLine(Job job) => KeyOf(job)?.Holds(job) == true;

    /// <summary>As it was before; it does not stand anywhere yet.</summary>
    public void RestoreHolder(Job job) => KeyFor(job.PartitionKey).Hold(job);

    /// <summary>A job that runs, as it did before: nothing starts with this.</summary>
    public void RestoreRunning(Job job, LaneHeap open)
    {
        job.Lane = LaneOf(job, open);
        job.Lane.Key.Running++;
        TypeOf(job).Running++;
    }

    public void Started(Job job)
    {
        var (key, type) = (job.Lane!.Key, TypeOf(job));
        key.Running++;
        key.Hold(job);
        type.Running++;
        if (key.Rate is { } keyRate)
            _starts.Add(keyRate);
        if (type.Rate is { } typeRate)
            _starts.Add(typeRate);
    }

    public void Stopped(Job job)
    {
        var (key, type) = (job.Lane!.Key, TypeOf(job));
        key.Running--;
        type.Running--;
        key.Recheck();
        type.Recheck();
    }

    /// <summary>The job neither is ready nor runs any more; it may have been neither before.</summary>
    public void Left(Job job, bool isFinal)
    {
        var gate = KeyOf(job);
        job.Lane = null;
        if (gate is null)
            return;
        if (isFinal)
            gate.Release(job);
        ForgetIfUnused(gate);
    }

    /// <summary>The most urgent, then the oldest job that no limit of its key or type holds back; null when there is none.</summary>
    public Job? Next(LaneHeap open, DateTimeOffset now)
    {
        Advance(now);
        while (true)
        {
            CheckGates(now);
            if (open.Best is not { } lane)
                return null;
            if (GateBefore(lane, lane.Head!, now) is not { } gate)
                return lane.Head;
            Park(lane, gate, now);
        }
    }

    /// <summary>See <see cref="ReadyOrder.Ahead"/>: the first few of each lane.</summary>
    public IEnumerable<Job> Ahead(LaneHeap open, int max) =>
        _keys.Values.Append(_noKey).SelectMany(LanesOf).Where(lane => lane.Open == open).SelectMany(lane => lane.Ahead(_keys.Count == 0 ? max : AheadPerLane)).Take(max);

    /// <summary>See <see cref="ReadyOrder.CountBefore"/>.</summary>
    public int CountBefore(Job job, LaneHeap open, DateTimeOffset now, ref int looks)
    {
        var before = 0;
        foreach (var lane in _keys.Values.Append(_noKey).SelectMany(LanesOf))
        {
            looks -= LooksPerLane;
            if (looks < 0)
                break;
            if (lane.Open == open && lane.Head is { } head && (lane == job.Lane || GateBefore(lane, head, now) is null))
                before += lane.CountBefore(job, ref looks);
        }

        return before;
    }

    /// <summary>What keeps a ready job from starting as far as its key and type go, were it first among its like; null: nothing.</summary>
    public Gate? GateBefore(Job job, DateTimeOffset now) => GateBefore(job.Lane!, job, now);

    private Gate? GateBefore(Lane lane, Job job, DateTimeOffset now)
    {
        if (!lane.Key.Admits(lane, now))
            return lane.Key;
        var type = lane.Type ?? TypeOf(job);
        return type.Admits(lane, now) ? null : type;
    }

    private void Park(Lane lane, Gate gate, DateTimeOffset now)
    {
        lane.Unwake();
        gate.ParkedLike(lane).Lanes.Put(lane, gate.RankOf(lane));
        Watch(gate, now);
    }

    /// <summary>What time alone does: rates open, and keys are forgotten.</summary>
    private void Advance(DateTimeOffset now)
    {
        while (_opening.TryPeek(out var gate, out var at) && at <= now)
        {
            _opening.Dequeue();
            gate.WatchedFor = null;
            gate.Recheck();
        }

        for (var i = 0; i < ForgottenPerStep && _idle.TryPeek(out var idle) && (IsUsed(idle) || idle.Rate!.IsEmpty(now)); i++)
        {
            _idle.Dequeue();
            idle.IsIdle = false;
            ForgetIfUnused(idle);
        }
    }

    private void CheckGates(DateTimeOffset now)
    {
        if (_toCheck.Count == 0)
            return;
        foreach (var gate in _toCheck)
        {
            gate.Checked();
            for (var parked = gate.Parked; parked is not null; parked = parked.Next)
                Wake(parked, now);
        }

        _toCheck.Clear();
    }

    private void Wake(ParkedLanes parked, DateTimeOffset now)
    {
        var gate = parked.Gate;
        if (parked.Lanes.Best is not { } best || (parked.Woken is { } before && gate.RankOf(before) <= gate.RankOf(best)))
            return;
        if (!gate.Admits(best, now))
        {
            Watch(gate, now);
            return;
        }

        if (parked.Woken is { } worse)
            worse.WokenFrom = null;
        parked.Woken = best;
        best.WokenFrom = parked;
        best.Open.Put(best, best.Rank);
    }

    /// <summary>If it is the rate that holds lanes back here, time will open it.</summary>
    private void Watch(Gate gate, DateTimeOffset now)
    {
        if (gate.WatchedFor is not null || gate.Rate is not { } rate || rate.HasRoom(now) || rate.OpensAt is not { } at)
            return;
        gate.WatchedFor = at;
        _opening.Enqueue(gate, at);
    }

    private Gate TypeOf(Job job) => job.Lane?.Type ?? (_types.Count > 0 && _types.TryGetValue(job.Type, out var type) ? type : _anyType);

    /// <summary>Null: nothing is known of this key.</summary>
    private Gate? KeyOf(Job job) => job.Lane?.Key ?? (_fifoPerKey ? _keys.GetValueOrDefault(job.PartitionKey) : null);

    private Lane LaneOf(Job job, LaneHeap open)
    {
        job.Lane = null;
        var key = KeyFor(job.PartitionKey);
        var type = key.IsLine ? null : TypeOf(job);
        var role = job.IsSuspect ? LaneRole.Suspect : key.Holds(job) ? LaneRole.Holding : LaneRole.Waiting;
        for (var lane = key.Lanes; lane is not null; lane = lane.Next)
        {
            if (lane.Type == type && lane.Role == role && lane.Open == open)
                return lane;
        }

        return key.Lanes = new Lane(key, type, role, open) { Next = key.Lanes };
    }

    private Gate KeyFor(string key)
    {
        if (key.Length == 0 || (_perKey is null && !_fifoPerKey))
            return _noKey;
        if (!_keys.TryGetValue(key, out var gate))
            _keys.Add(key, gate = new Gate(key, _perKey, _fifoPerKey, _toCheck));
        return gate;
    }

    private void ForgetIfUnused(Gate gate)
    {
        if (gate == _noKey || gate.IsIdle || IsUsed(gate))
            return;
        if (gate.Rate is { Used: > 0 })
        {
            gate.IsIdle = true;
            _idle.Enqueue(gate);
        }
        else
        {
            _keys.Remove(gate.Name);
        }
    }

    private static bool IsUsed(Gate gate)
    {
        if (gate.Running > 0 || gate.Holder is not null)
            return true;
        for (var lane = gate.Lanes; lane is not null; lane = lane.Next)
        {
            if (lane.Head is not null)
                return true;
        }

        return false;
    }

    private static IEnumerable<Lane> LanesOf(Gate gate)
    {
        for (var lane = gate.Lanes; lane is not null; lane = lane.Next)
            yield return lane;
    }
}
