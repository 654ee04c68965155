namespace Jobs.Core;

/// <summary>Jobs that are unique by a key. A queue without them has none of this.</summary>
internal sealed partial class QueueState
{
    public UniqueKeys? Unique { get; private set; }

    public MergedIds? Merged { get; private set; }

    /// <summary>Ready, and kept from running only because the job runs whose key it has taken over.</summary>
    public bool IsBlocked(Job job) => job.Unique is not null && Unique!.IsBlocked(job);

    /// <summary>The job that has to be finished before this one may run; null: none.</summary>
    public Job? BlockerOf(Job job) => job.Unique is null ? null : Unique!.BlockerOf(job);

    private void TakeKey(Job job, Uniqueness unique, DateTimeOffset at)
    {
        Unique ??= NewUnique();
        var running = Unique.Holder(job.Type, unique.Key, at) is { } holder && Find(holder) is { Status: JobStatus.Processing } found ? found : null;
        Unique.Take(job, running, at);
    }

    private void FinishUnique(Job job)
    {
        if (Unique!.Finish(job) is { Status: JobStatus.Pending } free)
            Order(free).Add(free);
    }

    private void Apply(EnqueueMerged e)
    {
        Merged ??= NewMerged();
        Merged.Add(e.Id, e.Into, e.Fingerprint, e.At);
        if (e.Change is { } change)
            Apply(change);
    }
}
