using Jobs.Hosting;

namespace Jobs.Core.Capture;

/// <summary>The jobs that have changed since the last capture, each once.</summary>
/// <param name="kept">Which finished jobs get a row.</param>
internal sealed class NotedJobs(HistoryKept kept)
{
    /// <summary>Beyond so many, finished jobs that the index does not know yet go without a row: their history is lost, nothing else. It takes an index that is out of reach for long.</summary>
    public const int JobsMax = 1_000_000;

    /// <summary>From so many on, jobs that have come and gone since the last capture are let go: the index never hears of them, and memory need not keep them for it.</summary>
    public const int SweptFrom = 32_768;

    private List<Job> _jobs = [];
    private int _sweepAt = SweptFrom;

    public int Count => _jobs.Count;

    public void Note(Job job)
    {
        if (job.IsNoted)
            return;

        // Before it is among them: it is about to change, and what it was may be unwanted.
        if (_jobs.Count >= _sweepAt)
            Sweep();
        job.IsNoted = true;
        _jobs.Add(job);
    }

    /// <summary>The noted jobs; none is noted any more.</summary>
    public IReadOnlyList<Job> Take()
    {
        var jobs = _jobs;
        foreach (var job in jobs)
            job.IsNoted = false;
        _jobs = [];
        _sweepAt = SweptFrom;
        return jobs;
    }

    // Next at twice of what is left, so that each note is looked at about twice.
    private void Sweep()
    {
        Drop(job => !job.IsStored && (job.IsRemoved || !QueueState.Keeps(job, kept)));
        if (_jobs.Count >= JobsMax)
            Drop(static job => !job.IsStored && job.Status is JobStatus.Completed or JobStatus.Cancelled);
        _sweepAt = Math.Max(SweptFrom, _jobs.Count * 2);
    }

    // A job that changes once more, as by a rerun, is noted again.
    private void Drop(Func<Job, bool> isUnwanted) => _jobs.RemoveAll(job =>
    {
        if (!isUnwanted(job))
            return false;
        job.IsNoted = false;
        return true;
    });
}
