using System.Runtime.Serialization;
using Jobs.Core;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>Events of a queue from bytes. What this version does not know stops the recovery: skipping a fact would lose a job.</summary>
internal static class QueueEventReader
{
    public static IEnumerable<QueueEvent> Read(QueueCommit commit)
    {
        using var input = new EventEntries(commit.Events);
        while (input.TryRead(out Wire.QueueEvent wire))
            yield return ToEvent(wire);
    }

    private static QueueEvent ToEvent(Wire.QueueEvent wire) => wire.EventCase switch
    {
        Wire.QueueEvent.EventOneofCase.Accepted => ToEvent(wire.Accepted),
        Wire.QueueEvent.EventOneofCase.Started => ToEvent(wire.Started),
        Wire.QueueEvent.EventOneofCase.Completed => ToEvent(wire.Completed),
        Wire.QueueEvent.EventOneofCase.Failed => ToEvent(wire.Failed),
        Wire.QueueEvent.EventOneofCase.Died => ToEvent(wire.Died),
        Wire.QueueEvent.EventOneofCase.Due => ToEvent(wire.Due),
        Wire.QueueEvent.EventOneofCase.Snoozed => ToEvent(wire.Snoozed),
        Wire.QueueEvent.EventOneofCase.Interrupted => ToEvent(wire.Interrupted),
        Wire.QueueEvent.EventOneofCase.Cancelled => ToEvent(wire.Cancelled),
        Wire.QueueEvent.EventOneofCase.Restored => StoredJobCodec.ToEvent(wire.Restored),
        Wire.QueueEvent.EventOneofCase.Rerun => ToEvent(wire.Rerun),
        Wire.QueueEvent.EventOneofCase.Removed => ToEvent(wire.Removed),
        Wire.QueueEvent.EventOneofCase.Replayed => ToEvent(wire.Replayed),
        Wire.QueueEvent.EventOneofCase.DeadRemoved => ToEvent(wire.DeadRemoved),
        Wire.QueueEvent.EventOneofCase.DeathsTaken => new DeathsTaken((long)wire.DeathsTaken.UpTo, ToTime(wire.DeathsTaken.At)),
        Wire.QueueEvent.EventOneofCase.LimitsChanged => ToEvent(wire.LimitsChanged),
        Wire.QueueEvent.EventOneofCase.LimitsReset => new LimitsReset(ToCause(wire.LimitsReset.Cause), ToTime(wire.LimitsReset.At)),
        Wire.QueueEvent.EventOneofCase.Leased => LeaseEventCodec.ToEvent(wire.Leased),
        Wire.QueueEvent.EventOneofCase.LeaseExtended => LeaseEventCodec.ToEvent(wire.LeaseExtended),
        Wire.QueueEvent.EventOneofCase.LateRefused => LeaseEventCodec.ToEvent(wire.LateRefused),
        Wire.QueueEvent.EventOneofCase.Amended => ToEvent(wire.Amended),
        Wire.QueueEvent.EventOneofCase.CancelRequested => ToEvent(wire.CancelRequested),
        Wire.QueueEvent.EventOneofCase.Merged => ToEvent(wire.Merged),
        Wire.QueueEvent.EventOneofCase.Paused => ToEvent(wire.Paused),
        Wire.QueueEvent.EventOneofCase.Resumed => new QueueResumed(ToCause(wire.Resumed.Cause), ToTime(wire.Resumed.At)),
        Wire.QueueEvent.EventOneofCase.Draining => new QueueDraining(ToCause(wire.Draining.Cause), ToTime(wire.Draining.At)),
        Wire.QueueEvent.EventOneofCase.StepStored => StepEventCodec.ToEvent(wire.StepStored),
        Wire.QueueEvent.EventOneofCase.Opened => ToEvent(wire.Opened),
        _ => throw new SerializationException("The journal holds an event that this version does not know; it was written by a newer one."),
    };

    private static QueueOpened ToEvent(Wire.QueueOpened e) => new(ToGuid(e.IncarnationHigh, e.IncarnationLow), e.Host, ToTime(e.At));

    private static JobAccepted ToEvent(Wire.JobAccepted e) => new(
        ToId(e.IdHigh, e.IdLow, e.IdText),
        e.Type,
        ToPayload(e.Payload) ?? JobPayload.Null,
        (int)e.Priority,
        (int)e.MaxAttempts,
        new TimeSpan(e.Timeout),
        ToRetry(e.Retry),
        e.DueAt == 0 ? null : ToTime(e.DueAt),
        ToTags(e.Tags),
        e.PartitionKey,
        ToCause(e.Cause),
        ToTime(e.At))
    {
        Unique = e.UniqueKey.Length == 0 ? null : new Uniqueness(e.UniqueKey, e.HasUniqueFor ? new TimeSpan(e.UniqueFor) : null),
    };

    private static EnqueueMerged ToEvent(Wire.EnqueueMerged e) => new(
        ToId(e.IdHigh, e.IdLow, e.IdText), ToId(e.IntoHigh, e.IntoLow, e.IntoText), e.Fingerprint, e.Change is null ? null : ToEvent(e.Change), ToTime(e.At));

    private static JobStarted ToEvent(Wire.JobStarted e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), (long)e.Start, (int)e.Attempt, (int)e.Worker, ToTime(e.At));

    private static JobCompleted ToEvent(Wire.JobCompleted e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), ToPayload(e.Result), ToTime(e.At));

    private static JobFailed ToEvent(Wire.JobFailed e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), ToError(e.Error), ToTime(e.RetryAt), ToTime(e.At));

    private static JobDied ToEvent(Wire.JobDied e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), (long)e.Number, ToError(e.Error), ToKnown<DeathReason>(e.Reason), ToTime(e.At));

    private static JobBecameDue ToEvent(Wire.JobBecameDue e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), ToCause(e.Cause), ToTime(e.At));

    private static JobSnoozed ToEvent(Wire.JobSnoozed e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), ToTime(e.Until), ToTime(e.At));

    private static JobInterrupted ToEvent(Wire.JobInterrupted e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), e.Crashed, e.Until == 0 ? null : ToTime(e.Until), ToTime(e.At));

    private static JobCancelled ToEvent(Wire.JobCancelled e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), ToCause(e.Cause), ToTime(e.At));

    private static JobCancelRequested ToEvent(Wire.JobCancelRequested e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), ToCause(e.Cause), ToTime(e.At));

    private static JobAmended ToEvent(Wire.JobAmended e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), ToCause(e.Cause), ToTime(e.At))
    {
        Priority = e.HasPriority ? (int)e.Priority : null,
        Payload = ToPayload(e.Payload),
        DueAt = e.DueAt == 0 ? null : ToTime(e.DueAt),
    };

    private static QueuePaused ToEvent(Wire.QueuePaused e) => new(e.HasReason ? e.Reason : null, e.Until == 0 ? null : ToTime(e.Until), ToCause(e.Cause), ToTime(e.At));

    private static JobRerun ToEvent(Wire.JobRerun e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), ToCause(e.Cause), ToTime(e.At));

    private static JobRemoved ToEvent(Wire.JobRemoved e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), ToCause(e.Cause), ToTime(e.At));

    private static JobReplayed ToEvent(Wire.JobReplayed e) =>
        new(ToId(e.IdHigh, e.IdLow, e.IdText), (long)e.Number, ToPayload(e.Payload), ToCause(e.Cause), ToTime(e.At));

    private static DeadJobRemoved ToEvent(Wire.DeadJobRemoved e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), (long)e.Number, ToCause(e.Cause), ToTime(e.At));

    private static LimitsChanged ToEvent(Wire.LimitsChanged e) => new(e.HasConcurrency ? (int)e.Concurrency : null, ToLiveRate(e.Rate), ToCause(e.Cause), ToTime(e.At));
}
