namespace Jobs.Core;

/// <summary>The jobs of one status, most recently changed first; every step is O(1).</summary>
internal sealed class JobList
{
    public int Count { get; private set; }

    public Job? Newest { get; private set; }

    public Job? Oldest { get; private set; }

    public void AddNewest(Job job)
    {
        job.Newer = null;
        job.Older = Newest;
        if (Newest is { } newest)
            newest.Newer = job;
        else
            Oldest = job;
        Newest = job;
        Count++;
    }

    public void Remove(Job job)
    {
        if (job.Newer is { } newer)
            newer.Older = job.Older;
        else
            Newest = job.Older;
        if (job.Older is { } older)
            older.Newer = job.Newer;
        else
            Oldest = job.Newer;
        job.Newer = job.Older = null;
        Count--;
    }
}
