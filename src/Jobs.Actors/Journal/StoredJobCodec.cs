using Google.Protobuf;
using Jobs.Core;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>A job as the index holds it beside its columns, and back.</summary>
internal static class StoredJobCodec
{
    public static byte[] Write(Job job) => NewJobs.SizeMax(job) > 0 ? NewJobs.Write(job) : ToWire(job).ToByteArray();

    public static Wire.StoredJob ToWire(Job job)
    {
        var (high, low, text) = WireValues.ToWire(job.Id);
        var wire = new Wire.StoredJob
        {
            IdHigh = high,
            IdLow = low,
            IdText = text,
            Type = job.Type,
            CreatedAt = job.CreatedAt.UtcTicks,
            Priority = (uint)job.Priority,
            MaxAttempts = (uint)job.MaxAttempts,
            Timeout = job.Timeout.Ticks,
            Retry = WireValues.ToWire(job.Retry),
            RunAt = Ticks(job.NotBefore),
            PartitionKey = job.PartitionKey,
            Cause = WireValues.ToWire(job.Cause),
            Fingerprint = job.Fingerprint,
            UpdatedAt = job.UpdatedAt.UtcTicks,
            DueAt = job.DueAt.UtcTicks,
            Run = job.Past is { } past ? ToWire(past) : null,
            HoldsLine = job.HoldsLine,
        };
        if (job.Tags.Count > 0)
            wire.Tags.AddRange(job.Tags);
        if (job.Unique is not { } unique)
            return wire;
        wire.UniqueKey = unique.Key;
        if (unique.For is { } window)
            wire.UniqueFor = window.Ticks;
        return wire;
    }

    /// <param name="texts">Where its texts are shared with other jobs.</param>
    /// <param name="payload">Null: it is elsewhere.</param>
    public static Job ToJob(Wire.StoredJob wire, long sequence, JobStatus status, long change, JobPayload? payload, JobPayload? result, TextPool texts)
    {
        var unique = wire.UniqueKey.Length == 0 ? null : new Uniqueness(wire.UniqueKey, wire.HasUniqueFor ? new TimeSpan(wire.UniqueFor) : null);
        var cause = ToCause(wire.Cause);
        return new Job(
            ToId(wire.IdHigh, wire.IdLow, wire.IdText),
            texts.Share(wire.Type),
            sequence,
            payload,
            wire.Fingerprint,
            (int)wire.Priority,
            (int)wire.MaxAttempts,
            new TimeSpan(wire.Timeout),
            texts.Share(cause.By),
            RareTerms.Of(ToRetry(wire.Retry), ToTags(wire.Tags), texts.Share(wire.PartitionKey), unique, cause.TraceParent),
            ToTime(wire.CreatedAt))
        {
            NotBefore = Time(wire.RunAt),
            UpdatedAt = ToTime(wire.UpdatedAt),
            DueAt = ToTime(wire.DueAt),
            Status = status,
            Change = change,
            Past = wire.Run is null ? null : ToPast(wire.Run, result, texts),
            HoldsLine = wire.HoldsLine,
        };
    }

    public static Wire.JobRestored ToWire(JobRestored e) => new()
    {
        At = e.At.UtcTicks,
        Job = ToWire(e.Job),
        Sequence = (ulong)e.Job.Sequence,
        Status = (uint)e.Job.Status,
        Change = (ulong)e.Job.Change,
        Payload = WireValues.ToWire(e.Job.PayloadHere),
        Result = WireValues.ToWire(e.Job.Result),
    };

    public static JobRestored ToEvent(Wire.JobRestored e) => new(
        ToJob(e.Job, (long)e.Sequence, ToKnown<JobStatus>(e.Status), (long)e.Change, ToPayload(e.Payload), ToPayload(e.Result), new TextPool()),
        ToTime(e.At));

    private static Wire.StoredRun ToWire(JobPast past)
    {
        var (underHigh, underLow, _) = WireValues.ToWire(past.StartedUnder);
        var wire = new Wire.StoredRun
        {
            Attempts = (uint)past.Attempts,
            Crashes = (uint)past.Crashes,
            LostLeases = (uint)past.LostLeases,
            Replays = (uint)past.Replays,
            Start = (ulong)past.Start,
            Worker = (uint)past.Worker,
            StartedUnderHigh = underHigh,
            StartedUnderLow = underLow,
            StartedAt = past.StartedAt,
            EndedAt = past.EndedAt,
            RevivedAt = past.RevivedAt,
            LastError = past.LastError is null ? null : WireValues.ToWire(past.LastError),
            DeathReason = (uint)(past.DeathReason ?? 0),
            CancelledAt = Ticks(past.CancelRequest?.At),
            CancelledBy = past.CancelRequest is { } cancel ? WireValues.ToWire(cancel.Cause) : null,
        };
        wire.StepResults.AddRange(past.StepResults.Select(step => new Wire.StoredStepResult { Key = step.Key, Result = WireValues.ToWire(step.Result) }));
        if (past.History is { } history)
            wire.History.AddRange(Enumerable.Range(0, history.Count).Select(i => ToWire(history[i])));
        for (var lease = past.NewestLease; lease is not null; lease = lease.Before)
            wire.Leases.Add(ToWire(lease));
        return wire;
    }

    private static JobPast ToPast(Wire.StoredRun wire, JobPayload? result, TextPool texts) => new()
    {
        Attempts = (int)wire.Attempts,
        Crashes = (int)wire.Crashes,
        LostLeases = (int)wire.LostLeases,
        Replays = (int)wire.Replays,
        Start = (long)wire.Start,
        Worker = (int)wire.Worker,
        StartedUnder = ToGuid(wire.StartedUnderHigh, wire.StartedUnderLow),
        StartedAt = wire.StartedAt,
        EndedAt = wire.EndedAt,
        RevivedAt = wire.RevivedAt,
        LastError = wire.LastError is null ? null : ToError(wire.LastError),
        DeathReason = wire.DeathReason == 0 ? null : ToKnown<DeathReason>(wire.DeathReason),
        CancelRequest = wire.CancelledAt == 0 ? null : new CancelRequest(ToCause(wire.CancelledBy), ToTime(wire.CancelledAt)),
        Result = result,
        StepResults = [.. wire.StepResults.Select(step => new StepResult(step.Key, ToPayload(step.Result)))],
        History = wire.History.Count == 0 ? null : JobHistory.Of(wire.History.Select(step => ToStep(step, texts))),
        NewestLease = wire.Leases.Reverse().Aggregate((JobLease?)null, ToLease),
    };

    private static Wire.StoredStep ToWire(JobStep step)
    {
        var wire = new Wire.StoredStep { At = step.At.UtcTicks, Kind = (uint)step.Kind, Attempt = (uint)step.Attempt, By = step.By };
        if (step.Error is { } error)
            wire.Error = WireValues.ToWire(error);
        else if (step.Detail is { } detail)
            wire.Detail = detail;
        return wire;
    }

    private static JobStep ToStep(Wire.StoredStep wire, TextPool texts) => new(
        ToTime(wire.At),
        (JobStepKind)wire.Kind,
        (int)wire.Attempt,
        texts.Share(wire.By),
        wire.Error is not null ? ToError(wire.Error) : wire.HasDetail ? wire.Detail : null);

    private static Wire.StoredLease ToWire(JobLease lease)
    {
        var (high, low) = lease.Token.Bits;
        return new Wire.StoredLease
        {
            TokenHigh = high,
            TokenLow = low,
            Worker = lease.Worker,
            Start = (ulong)lease.Start,
            Length = lease.Length.Ticks,
            SeenAt = lease.SeenAt.UtcTicks,
            End = (uint)lease.End,
            HasLateAnswer = lease.HasLateAnswer,
        };
    }

    private static JobLease ToLease(JobLease? before, Wire.StoredLease wire) =>
        new(new LeaseToken(wire.TokenHigh, wire.TokenLow), wire.Worker, (long)wire.Start, new TimeSpan(wire.Length), ToTime(wire.SeenAt), before)
        {
            End = (LeaseEnd)wire.End,
            HasLateAnswer = wire.HasLateAnswer,
        };

    private static long Ticks(DateTimeOffset? time) => time?.UtcTicks ?? 0;

    private static DateTimeOffset? Time(long ticks) => ticks == 0 ? null : ToTime(ticks);
}
