namespace Jobs.Core;

/// <summary>
/// The ids of jobs that have ended: until <see cref="Memory"/> after its end, and at most <see cref="IdsMax"/> per partition, the same id is the same job.
/// Pruned by the times of events, so that recovery remembers what was remembered before.
/// </summary>
internal sealed class EndedIds(int idsMax = EndedIds.IdsMax)
{
    public const int IdsMax = 1_000_000;

    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    private readonly Dictionary<JobId, Ended> _ended = [];
    private readonly Queue<(JobId Id, long EndedAtTicks)> _order = new();

    public int Count => _ended.Count;

    public void Add(Job job, DateTimeOffset at)
    {
        _ended[job.Id] = new Ended(Fingerprint(job.Accepted.Type, job.Accepted.Payload), job.Status, at.UtcTicks);
        _order.Enqueue((job.Id, at.UtcTicks));
        while (_order.TryPeek(out var oldest) && (_order.Count > idsMax || oldest.EndedAtTicks < (at - Memory).UtcTicks))
        {
            _order.Dequeue();
            if (_ended.TryGetValue(oldest.Id, out var ended) && ended.AtTicks == oldest.EndedAtTicks)
                _ended.Remove(oldest.Id);
        }
    }

    /// <summary>The job lives again.</summary>
    public void Remove(JobId id) => _ended.Remove(id);

    public bool TryGet(JobId id, DateTimeOffset now, out Ended ended) => _ended.TryGetValue(id, out ended) && ended.AtTicks >= (now - Memory).UtcTicks;

    /// <summary>Tells whether a repeated request asks for the same: a hash of type and payload, the same within one process and never stored.</summary>
    public static int Fingerprint(string type, JobPayload payload)
    {
        var hash = default(HashCode);
        hash.Add(type);
        hash.AddBytes(payload.Bytes.Span);
        return hash.ToHashCode();
    }

    public readonly record struct Ended(int Fingerprint, JobStatus Status, long AtTicks);
}
