using System.Buffers;
using Jobs.Core;

namespace Jobs.Journal;

/// <summary>What the index holds of a job that has never started and asks for nothing special: of a deep backlog there are a million.</summary>
internal static class NewJobs
{
    /// <summary>Heads and numbers take less than this; texts come on top.</summary>
    private const int NumbersMax = 192;

    private const int Utf8BytesMax = 3;
    private const int OnStackMax = 1024;

    /// <summary>Room for the job, or 0 when it is not written here.</summary>
    public static int SizeMax(Job job) => job is { Past: null, Rare: null or { Retry: null, Unique: null, Tags.Count: 0 }, HoldsLine: false }
        ? NumbersMax + ((IdLength(job.Id) + job.Type.Length + job.PartitionKey.Length + job.By.Length + job.Cause.TraceParent.Length) * Utf8BytesMax)
        : 0;

    public static byte[] Write(Job job)
    {
        var sizeMax = SizeMax(job);
        if (sizeMax <= OnStackMax)
        {
            Span<byte> onStack = stackalloc byte[OnStackMax];
            return onStack[..Write(onStack, job)].ToArray();
        }

        var rented = ArrayPool<byte>.Shared.Rent(sizeMax);
        var written = rented.AsSpan(0, Write(rented, job)).ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return written;
    }

    private static int IdLength(JobId id) => id.Uuid is null ? JobId.LengthMax : 0;

    private static int Write(Span<byte> to, Job job)
    {
        var writer = new WireWriter(to);
        writer.PutId(job.Id);
        writer.PutText(Wire.StoredJob.TypeFieldNumber, job.Type);
        writer.PutTime(Wire.StoredJob.CreatedAtFieldNumber, job.CreatedAt);
        writer.PutVarint(Wire.StoredJob.PriorityFieldNumber, (ulong)job.Priority);
        writer.PutVarint(Wire.StoredJob.MaxAttemptsFieldNumber, (ulong)job.MaxAttempts);
        writer.PutZigZag(Wire.StoredJob.TimeoutFieldNumber, job.Timeout.Ticks);
        writer.PutTime(Wire.StoredJob.RunAtFieldNumber, job.NotBefore);
        writer.PutText(Wire.StoredJob.PartitionKeyFieldNumber, job.PartitionKey);
        writer.PutCause(Wire.StoredJob.CauseFieldNumber, job.Cause);
        writer.PutFixed64(Wire.StoredJob.FingerprintFieldNumber, job.Fingerprint);
        writer.PutTime(Wire.StoredJob.UpdatedAtFieldNumber, job.UpdatedAt);
        writer.PutTime(Wire.StoredJob.DueAtFieldNumber, job.DueAt);
        return writer.Position;
    }
}
