using Jobs.Core;

namespace Jobs.Journal;

/// <summary>The three events that every job has, written straight into the gathering commit.</summary>
internal static class FrequentEvents
{
    /// <summary>Heads and numbers of one event take less than this; texts and payload come on top.</summary>
    private const int NumbersMax = 160;

    /// <summary>The tag and length of a nested message take at most so much.</summary>
    private const int HeadMax = 6;

    private const int Utf8BytesMax = 3;

    /// <summary>Writes the entry of <paramref name="e"/> if it is one of them. The span is what <see cref="SizeMax(QueueEvent)"/> asks for; the result is what was used of it, 0: not one of them.</summary>
    public static int Write(Span<byte> to, QueueEvent e) => e switch
    {
        JobAccepted accepted => Close(to, Wire.QueueEvent.AcceptedFieldNumber, Write(to[(2 * HeadMax)..], accepted)),
        JobStarted started => Close(to, Wire.QueueEvent.StartedFieldNumber, Write(to[(2 * HeadMax)..], started)),
        JobCompleted completed => Close(to, Wire.QueueEvent.CompletedFieldNumber, Write(to[(2 * HeadMax)..], completed)),
        _ => 0,
    };

    /// <summary>Room for the entry, or 0 when the event is not written here: another kind, or an accepted job with a backoff, tags or a key of its own.</summary>
    public static int SizeMax(QueueEvent e) => e switch
    {
        JobAccepted { Retry: null, Unique: null, Tags.Count: 0 } accepted =>
            NumbersMax + SizeMax(accepted.Payload) + ((JobId.LengthMax + accepted.Type.Length + accepted.PartitionKey.Length + accepted.Cause.By.Length + accepted.Cause.TraceParent.Length) * Utf8BytesMax),
        JobStarted => NumbersMax + JobId.LengthMax,
        JobCompleted completed => NumbersMax + JobId.LengthMax + SizeMax(completed.Result),
        _ => 0,
    };

    private static int SizeMax(JobPayload? payload) =>
        payload is null ? 0 : payload.Bytes.Length + ((payload.ContentType.Length + payload.KeyId.Length) * Utf8BytesMax);

    // The body was written behind room for its heads, whose length depends on it.
    private static int Close(Span<byte> to, int field, int bodyLength)
    {
        var inner = 1 + WireWriter.Size((ulong)bodyLength) + bodyLength;
        var body = to.Slice(2 * HeadMax, bodyLength);
        var heads = new WireWriter(to[..(2 * HeadMax)]);
        heads.PutLength(EventBuffer.EventField, inner);
        heads.PutLength(field, bodyLength);
        body.CopyTo(to[heads.Position..]);
        return heads.Position + bodyLength;
    }

    private static int Write(Span<byte> to, JobAccepted e)
    {
        var writer = new WireWriter(to);
        PutHead(ref writer, e.Id, e.At);
        writer.PutText(Wire.JobAccepted.TypeFieldNumber, e.Type);
        PutPayload(ref writer, Wire.JobAccepted.PayloadFieldNumber, e.Payload);
        writer.PutVarint(Wire.JobAccepted.PriorityFieldNumber, (ulong)e.Priority);
        writer.PutVarint(Wire.JobAccepted.MaxAttemptsFieldNumber, (ulong)e.MaxAttempts);
        writer.PutZigZag(Wire.JobAccepted.TimeoutFieldNumber, e.Timeout.Ticks);
        writer.PutTime(Wire.JobAccepted.DueAtFieldNumber, e.DueAt);
        writer.PutText(Wire.JobAccepted.PartitionKeyFieldNumber, e.PartitionKey);
        writer.PutCause(Wire.JobAccepted.CauseFieldNumber, e.Cause);
        return writer.Position;
    }

    private static int Write(Span<byte> to, JobStarted e)
    {
        var writer = new WireWriter(to);
        PutHead(ref writer, e.Id, e.At);
        writer.PutVarint(Wire.JobStarted.StartFieldNumber, (ulong)e.Start);
        writer.PutVarint(Wire.JobStarted.AttemptFieldNumber, (ulong)e.Attempt);
        writer.PutVarint(Wire.JobStarted.WorkerFieldNumber, (ulong)e.Worker);
        return writer.Position;
    }

    private static int Write(Span<byte> to, JobCompleted e)
    {
        var writer = new WireWriter(to);
        PutHead(ref writer, e.Id, e.At);
        if (e.Result is not null)
            PutPayload(ref writer, Wire.JobCompleted.ResultFieldNumber, e.Result);
        return writer.Position;
    }

    // Id and time have the same numbers in every event of a job.
    private static void PutHead(ref WireWriter writer, JobId id, DateTimeOffset at)
    {
        writer.PutId(id);
        writer.PutTime(Wire.JobAccepted.AtFieldNumber, at);
    }

    private static void PutPayload(ref WireWriter writer, int field, JobPayload payload)
    {
        var contentType = payload.ContentType == JobPayload.JsonContentType ? "" : payload.ContentType;
        writer.PutLength(field, WireWriter.FieldSize(payload.Bytes.Length) + WireWriter.FieldSize(contentType) + WireWriter.FieldSize(payload.KeyId));
        writer.PutBytes(Wire.Payload.BytesFieldNumber, payload.Bytes.Span);
        writer.PutText(Wire.Payload.ContentTypeFieldNumber, contentType);
        writer.PutText(Wire.Payload.KeyIdFieldNumber, payload.KeyId);
    }
}
