namespace Jobs.Core;

/// <summary>The ids of jobs that have ended: until <see cref="Memory"/> after its end, and at most <see cref="IdsMax"/> per partition, the same id is the same job.</summary>
internal sealed class EndedIds(int idsMax = EndedIds.IdsMax) : IdMemory<EndedIds.Ended>(Memory, idsMax)
{
    public const int IdsMax = 1_000_000;

    public static readonly TimeSpan Memory = TimeSpan.FromHours(24);

    public void Add(Job job, DateTimeOffset at) => Add(job.Id, new Ended(job.Fingerprint, job.Status), at);

    /// <summary>The job lives again.</summary>
    public void Remove(JobId id) => Forget(id);

    /// <param name="Fingerprint">As in <see cref="PayloadFingerprint"/>.</param>
    public readonly record struct Ended(ulong Fingerprint, JobStatus Status);
}
