namespace Jobs.Core.Capture;

/// <summary>The jobs that have changed since the last capture, each once.</summary>
internal sealed class NotedJobs
{
    /// <summary>Beyond so many, finished jobs that the index does not know yet go without a row: their history is lost, nothing else. It takes an index that is out of reach for long.</summary>
    public const int JobsMax = 1_000_000;

    private List<Job> _jobs = [];
    private int _sweepAt = JobsMax;

    public void Note(Job job)
    {
        if (job.IsNoted)
            return;
        job.IsNoted = true;
        _jobs.Add(job);
        if (_jobs.Count >= _sweepAt)
            Sweep();
    }

    /// <summary>The noted jobs; none is noted any more.</summary>
    public IReadOnlyList<Job> Take()
    {
        var jobs = _jobs;
        foreach (var job in jobs)
            job.IsNoted = false;
        _jobs = [];
        _sweepAt = JobsMax;
        return jobs;
    }

    private void Sweep()
    {
        _jobs.RemoveAll(static job => job.Status is JobStatus.Completed or JobStatus.Cancelled && !job.IsStored);
        _sweepAt = Math.Max(JobsMax, _jobs.Count * 2);
    }
}
