namespace Jobs.Core.Limits;

/// <summary>Which limit holds a ready job back. A job that none does only waits for its turn.</summary>
internal static class HeldBack
{
    /// <summary>The first limit without room, in the order in which a claim looks at them but the narrowest first; null: none.</summary>
    /// <param name="concurrency">What a claim would be given now.</param>
    public static LimitHit? Of(QueueState state, int concurrency, Job job, DateTimeOffset now)
    {
        if (job.Status != JobStatus.Pending)
            return null;
        if (job.Lane is { } lane && ByLane(state, lane, job, now) is { } hit)
            return hit;
        if (!state.Limits.HasRoom(now))
            return new LimitHit(LimitKind.QueueRate, null, state.Limits.RateUsed, state.Limits.Rate!.Max, state.Limits.OpensAt);
        if (state.Crews.Of(job).Pool is not null)
            return null; // it counts for that pool, whose workers are shared
        return state.Workers.Count >= concurrency ? new LimitHit(LimitKind.QueueConcurrency, null, state.Workers.Count, concurrency) : null;
    }

    private static LimitHit? ByLane(QueueState state, Lane lane, Job job, DateTimeOffset now)
    {
        if (lane.Key.IsLine && Ahead(lane, job) is { } ahead)
            return new LimitHit(LimitKind.Fifo, lane.Key.Name, lane.Key.Running, 1, HeldBy: ahead.Id);
        return state.GateBefore(job, now) is { } gate ? At(gate, isKey: gate == lane.Key) : null;
    }

    /// <summary>Who must have ended before the job may start.</summary>
    private static Job? Ahead(Lane lane, Job job)
    {
        if (lane.Key.Holder is { } holder && holder != job)
            return holder;
        return lane.Role == LaneRole.Waiting && lane.Head != job ? lane.Head : null;
    }

    private static LimitHit At(Gate gate, bool isKey)
    {
        if (gate.Running >= gate.Concurrency)
            return new LimitHit(isKey ? LimitKind.PartitionConcurrency : LimitKind.TypeConcurrency, gate.Name, gate.Running, gate.Concurrency);
        var rate = gate.Rate!;
        return new LimitHit(isKey ? LimitKind.PartitionRate : LimitKind.TypeRate, gate.Name, rate.Used, rate.Limit.Max, rate.OpensAt);
    }
}

/// <param name="Name">The type or the partition key; null for the queue's own limits.</param>
/// <param name="OpensAt">Of a rate: when the next start leaves its window; null while that start is on its way to its worker.</param>
/// <param name="HeldBy">Of a line: the job that has to end first, or to start and to end.</param>
internal sealed record LimitHit(LimitKind Kind, string? Name, int Used, int Max, DateTimeOffset? OpensAt = null, JobId? HeldBy = null);

internal enum LimitKind
{
    QueueConcurrency,
    QueueRate,
    TypeConcurrency,
    TypeRate,
    PartitionConcurrency,
    PartitionRate,
    Fifo,
}
