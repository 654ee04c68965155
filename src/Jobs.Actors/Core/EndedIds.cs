namespace Jobs.Core;

/// <summary>The ids of jobs that have ended: until <see cref="Memory"/> after its end, and at most <see cref="IdsMax"/> per partition, the same id is the same job.</summary>
internal sealed class EndedIds(int idsMax = EndedIds.IdsMax) : IdMemory<EndedIds.Ended>(Memory, idsMax)
{
    public const int IdsMax = 1_000_000;

    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    public void Add(Job job, DateTimeOffset at) => Add(job.Id, new Ended(Fingerprint(job.Accepted.Type, job.Accepted.Payload), job.Status), at);

    /// <summary>The job lives again.</summary>
    public void Remove(JobId id) => Forget(id);

    /// <summary>Tells whether a repeated request asks for the same: a hash of type and payload, the same within one process and never stored.</summary>
    public static int Fingerprint(string type, JobPayload payload)
    {
        var hash = default(HashCode);
        hash.Add(type);
        hash.AddBytes(payload.Bytes.Span);
        return hash.ToHashCode();
    }

    public readonly record struct Ended(int Fingerprint, JobStatus Status);
}
