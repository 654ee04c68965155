using Jobs.Index;

namespace Jobs.Actors.Tests.Index;

internal static class IndexSamples
{
    public const string Queue = "email";
    public const string QueueId = "queue/email/0";
    public const string DeadId = "dead/email/0";

    public static readonly DateTimeOffset Morning = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static JobRow Job(long sequence, JobStatus status = JobStatus.Pending, long? change = null, string? id = null, DateTimeOffset? endedAt = null) => new(
        sequence, id ?? $"job-{sequence}", "send-email", status, 5, 1, 3, 0, 0, Morning, Morning, null, null, endedAt ?? (status is JobStatus.Completed or JobStatus.Cancelled or JobStatus.Dead ? Morning : null), change ?? sequence, null, null, [], null, null, null,
        Payload(sequence), null, new byte[] { (byte)sequence, 1 });

    public static JobPayload Payload(long sequence) => JobPayload.Json(new { number = sequence });

    public static IndexPart Part(long sequenceNr, params JobRow[] jobs) =>
        new() { PersistenceId = QueueId, Queue = Queue, Partition = 0, SequenceNr = sequenceNr, At = Morning, Facts = new byte[] { (byte)sequenceNr }, Jobs = jobs };

    public static IndexPart Whole(long sequenceNr, params JobRow[] jobs) => Part(sequenceNr, jobs) with { IsWhole = true };

    public static IndexPart DeadPart(long sequenceNr, params LetterRow[] letters) =>
        Part(sequenceNr) with { PersistenceId = DeadId, Letters = letters, IsWhole = sequenceNr == 1 };

    public static LetterRow Letter(long number) => new(number, $"job-{number}", "send-email", "exhausted", Morning, Morning, "Smtp", "greylisted", new byte[] { (byte)number });
}
