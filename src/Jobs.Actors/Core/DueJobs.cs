namespace Jobs.Core;

/// <summary>Jobs that wait for a time, earliest first. A job that leaves out of turn leaves a stale entry, which is skipped, and swept when half of all entries are.</summary>
internal sealed class DueJobs
{
    private const int StaleMin = 1024;

    private readonly PriorityQueue<(Job Job, int Ticket), (DateTimeOffset DueAt, long Sequence)> _heap = new();

    public int Count { get; private set; }

    /// <summary>Every entry held, in no order: what the invariants and the bound on stale entries are checked by.</summary>
    internal IEnumerable<(Job Job, bool IsStale)> Entries => _heap.UnorderedItems.Select(item => (item.Element.Job, item.Element.Job.Ticket != item.Element.Ticket));

    public void Add(Job job)
    {
        _heap.Enqueue((job, job.Ticket), (job.DueAt, job.Sequence));
        Count++;
    }

    /// <summary>The job whose time comes first; null when none waits.</summary>
    public Job? Peek()
    {
        while (_heap.TryPeek(out var entry, out _))
        {
            if (entry.Job.Ticket == entry.Ticket)
                return entry.Job;
            _heap.Dequeue();
        }

        return null;
    }

    /// <summary>Called before <see cref="Job.Ticket"/> changes.</summary>
    public void Remove(Job job)
    {
        Count--;
        if (Peek() == job)
        {
            _heap.Dequeue();
        }
        else if (_heap.Count - Count > Math.Max(StaleMin, Count))
        {
            var kept = _heap.UnorderedItems.Where(item => item.Element.Job.Ticket == item.Element.Ticket && item.Element.Job != job).ToList();
            _heap.Clear();
            _heap.EnqueueRange(kept);
        }
    }
}
