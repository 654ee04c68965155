namespace Jobs.Core.Limits;

/// <summary>The ready jobs of one sort, ordinary ones or suspects: all in one order, or, where types or keys are limited, in lanes.</summary>
internal sealed class ReadyOrder(GateTable? gates)
{
    private readonly ReadyJobs _all = new();
    private readonly LaneHeap _open = new();

    public int Count { get; private set; }

    /// <summary>Every entry held, in no order: what the invariants and the bound on stale entries are checked by.</summary>
    internal IEnumerable<(Job Job, bool IsStale)> Entries => gates is null ? _all.Entries : gates.Entries(_open);

    /// <summary>About the first of them, as <see cref="QueueState.Ahead"/> says.</summary>
    public IEnumerable<Job> Ahead(int max) => gates is null ? _all.Ahead(max) : gates.Ahead(_open, max);

    public void Add(Job job)
    {
        Count++;
        if (gates is null)
            _all.Add(job);
        else
            gates.Add(job, _open);
    }

    /// <summary>A job from among these runs, as it did before.</summary>
    public void RestoreRunning(Job job) => gates?.RestoreRunning(job, _open);

    /// <summary>The job that starts next, left in its place; null when none is ready or all are held back.</summary>
    public Job? Next(DateTimeOffset now) => gates is null ? _all.Peek() : gates.Next(_open, now);

    /// <summary>How many jobs start before this one as far as is known: those that are held back by the limits of other types or keys are not counted.</summary>
    /// <param name="looks">See <see cref="ReadyJobs.CountBefore"/>.</param>
    public int CountBefore(Job job, DateTimeOffset now, ref int looks) =>
        gates is null ? _all.CountBefore(job, ref looks) : gates.CountBefore(job, _open, now, ref looks);

    /// <summary>Called before <see cref="Job.Ticket"/> changes.</summary>
    public void Remove(Job job)
    {
        Count--;
        if (gates is null)
            _all.Remove(job);
        else
            job.Lane!.Remove(job);
    }
}
