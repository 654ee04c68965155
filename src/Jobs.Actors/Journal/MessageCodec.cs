using System.Diagnostics;
using Google.Protobuf;
using Jobs.Messages;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>The public messages as bytes and back.</summary>
internal static class MessageCodec
{
    public static byte[] Write(object message) => (message switch
    {
        EnqueueJob job => (IMessage)ToWire(job),
        EnqueueJobs jobs => new Wire.EnqueueJobs { Queue = jobs.Queue, Atomic = jobs.Atomic, Jobs = { jobs.Jobs.Select(ToWire) } },
        JobEnqueued enqueued => ToWire(enqueued),
        EnqueueRefused refused => ToWire(refused),
        JobsEnqueued enqueued => new Wire.JobsEnqueued { Items = { enqueued.Items.Select(ToWire) } },
        BatchRefused refused => new Wire.BatchRefused { Index = refused.Index, Refusal = ToWire(refused.Refusal) },
        _ => throw new UnreachableException($"No wire form for {message.GetType().Name}"),
    }).ToByteArray();

    public static object Read(byte[] bytes, string manifest) => manifest switch
    {
        JobsSerializer.EnqueueJobManifest => FromWire(Wire.EnqueueJob.Parser.ParseFrom(bytes)),
        JobsSerializer.EnqueueJobsManifest => FromWire(Wire.EnqueueJobs.Parser.ParseFrom(bytes)),
        JobsSerializer.JobEnqueuedManifest => FromWire(Wire.JobEnqueued.Parser.ParseFrom(bytes)),
        JobsSerializer.EnqueueRefusedManifest => FromWire(Wire.EnqueueRefused.Parser.ParseFrom(bytes)),
        JobsSerializer.JobsEnqueuedManifest => new JobsEnqueued([.. Wire.JobsEnqueued.Parser.ParseFrom(bytes).Items.Select(FromWire)]),
        JobsSerializer.BatchRefusedManifest => FromWire(Wire.BatchRefused.Parser.ParseFrom(bytes)),
        _ => throw new UnreachableException($"No message for {manifest}"),
    };

    private static Wire.EnqueueJob ToWire(EnqueueJob job)
    {
        var (high, low, text) = WireValues.ToWire(job.Id);
        var wire = new Wire.EnqueueJob
        {
            IdHigh = high,
            IdLow = low,
            IdText = text,
            Queue = job.Queue,
            Type = job.Type,
            Payload = WireValues.ToWire(job.Payload),
            Priority = (uint)job.Priority,
            Retry = WireValues.ToWire(job.Retry),
            By = job.By,
            TraceParent = job.TraceParent,
            OnConflict = (uint)job.OnConflict,
            Tags = { job.Tags },
        };
        if (job.Delay is { } delay)
            wire.Delay = delay.Ticks;
        if (job.RunAt is { } runAt)
            wire.RunAt = runAt.UtcTicks;
        if (job.MaxAttempts is { } attempts)
            wire.MaxAttempts = (uint)attempts;
        if (job.Timeout is { } timeout)
            wire.Timeout = timeout.Ticks;
        if (job.PartitionKey is not null)
            wire.PartitionKey = job.PartitionKey;
        if (job.UniqueKey is not null)
            wire.UniqueKey = job.UniqueKey;
        if (job.UniqueFor is { } window)
            wire.UniqueFor = window.Ticks;
        return wire;
    }

    private static EnqueueJobs FromWire(Wire.EnqueueJobs wire) => new(wire.Queue, [.. wire.Jobs.Select(FromWire)]) { Atomic = wire.Atomic };

    private static EnqueueJob FromWire(Wire.EnqueueJob wire) => new(wire.Queue, wire.Type, ToPayload(wire.Payload) ?? JobPayload.Null)
    {
        Id = ToId(wire.IdHigh, wire.IdLow, wire.IdText),
        Priority = (int)wire.Priority,
        Delay = wire.HasDelay ? new TimeSpan(wire.Delay) : null,
        RunAt = wire.HasRunAt ? ToTime(wire.RunAt) : null,
        MaxAttempts = wire.HasMaxAttempts ? (int)wire.MaxAttempts : null,
        Timeout = wire.HasTimeout ? new TimeSpan(wire.Timeout) : null,
        Retry = ToRetry(wire.Retry),
        PartitionKey = wire.HasPartitionKey ? wire.PartitionKey : null,
        UniqueKey = wire.HasUniqueKey ? wire.UniqueKey : null,
        UniqueFor = wire.HasUniqueFor ? new TimeSpan(wire.UniqueFor) : null,
        OnConflict = ToKnown<UniqueConflict>(wire.OnConflict),
        Tags = ToTags(wire.Tags),
        By = wire.By,
        TraceParent = wire.TraceParent,
    };

    private static Wire.JobEnqueued ToWire(JobEnqueued enqueued)
    {
        var (high, low, text) = WireValues.ToWire(enqueued.Id);
        var wire = new Wire.JobEnqueued
        {
            IdHigh = high, IdLow = low, IdText = text, Queue = enqueued.Queue, Status = (uint)enqueued.Status, Deduplicated = enqueued.Deduplicated,
        };
        if (enqueued.ScheduledFor is { } at)
            wire.ScheduledFor = at.UtcTicks;
        if (enqueued.MergedFrom is { } asked)
            (wire.MergedFromHigh, wire.MergedFromLow, wire.MergedFromText) = WireValues.ToWire(asked);
        return wire;
    }

    private static JobEnqueued FromWire(Wire.JobEnqueued wire) => new(
        ToId(wire.IdHigh, wire.IdLow, wire.IdText), wire.Queue, ToKnown<JobStatus>(wire.Status), wire.Deduplicated, wire.HasScheduledFor ? ToTime(wire.ScheduledFor) : null)
    {
        MergedFrom = wire is { MergedFromHigh: 0, MergedFromLow: 0, MergedFromText: "" } ? null : ToId(wire.MergedFromHigh, wire.MergedFromLow, wire.MergedFromText),
    };

    private static Wire.EnqueueRefused ToWire(EnqueueRefused refused)
    {
        var (high, low, text) = WireValues.ToWire(refused.Id);
        return new Wire.EnqueueRefused { IdHigh = high, IdLow = low, IdText = text, Refusal = ToWire(refused.Refusal) };
    }

    private static EnqueueRefused FromWire(Wire.EnqueueRefused wire) => new(ToId(wire.IdHigh, wire.IdLow, wire.IdText), FromWire(wire.Refusal));

    private static Wire.EnqueueReceipt ToWire(EnqueueReceipt receipt) => receipt switch
    {
        JobEnqueued enqueued => new Wire.EnqueueReceipt { Enqueued = ToWire(enqueued) },
        EnqueueRefused refused => new Wire.EnqueueReceipt { Refused = ToWire(refused) },
        _ => throw new UnreachableException($"No wire form for {receipt.GetType().Name}"),
    };

    private static EnqueueReceipt FromWire(Wire.EnqueueReceipt wire) => wire.ReceiptCase switch
    {
        Wire.EnqueueReceipt.ReceiptOneofCase.Enqueued => FromWire(wire.Enqueued),
        Wire.EnqueueReceipt.ReceiptOneofCase.Refused => FromWire(wire.Refused),
        _ => throw new System.Runtime.Serialization.SerializationException("A receipt that this version does not know; it was sent by a newer one."),
    };

    private static BatchRefused FromWire(Wire.BatchRefused wire) => new(wire.Index, FromWire(wire.Refusal));

    private static Wire.Refusal ToWire(Refusal refusal)
    {
        var wire = new Wire.Refusal { Code = refusal.Code, Detail = refusal.Detail };
        if (refusal.RetryAfter is { } after)
            wire.RetryAfter = after.Ticks;
        if (refusal.Field is not null)
            wire.Field = refusal.Field;
        return wire;
    }

    private static Refusal FromWire(Wire.Refusal wire) => new(
        wire.Code, wire.Detail, wire.HasRetryAfter ? new TimeSpan(wire.RetryAfter) : null, wire.HasField ? wire.Field : null);
}
