namespace Jobs.Core.Limits;

/// <summary>The ready jobs that the same limits hold back: they go together or not at all, so only their first needs to be looked at.</summary>
/// <param name="key">The limit of their partition key.</param>
/// <param name="type">The limit of their type; null in a line, where types are mixed and only the first job's counts.</param>
/// <param name="role">What tells them from other jobs of the same limits.</param>
/// <param name="open">Where it stands while it is not known to be held back.</param>
internal sealed class Lane(Gate key, Gate? type, LaneRole role, LaneHeap open)
{
    private const int PriorityShift = 56;

    // In a line the order of arrival counts alone.
    private readonly ReadyJobs _jobs = new(byPriority: !key.IsLine);

    public Gate Key { get; } = key;

    public Gate? Type { get; } = type;

    public LaneRole Role { get; } = role;

    public LaneHeap Open { get; } = open;

    /// <summary>The job that starts next of these; null when there is none.</summary>
    public Job? Head { get; private set; }

    public long Rank => RankOf(Head!);

    /// <summary>The open lanes or the lanes parked at a gate; null when it holds nothing.</summary>
    public LaneHeap? Place { get; set; }

    /// <summary>Its entry in <see cref="Place"/> that still counts.</summary>
    public int Ticket { get; set; }

    /// <summary>Where it was parked before it came here to use the room there.</summary>
    public ParkedLanes? WokenFrom { get; set; }

    /// <summary>The next lane of the same key.</summary>
    public Lane? Next { get; set; }

    /// <summary>Every entry held, in no order.</summary>
    public IEnumerable<(Job Job, bool IsStale)> Entries => _jobs.Entries;

    /// <summary>The first of its jobs.</summary>
    public IEnumerable<Job> Ahead(int max) => _jobs.Ahead(max);

    private static long RankOf(Job job) => ((long)job.Priority << PriorityShift) | job.Sequence;

    public void Add(Job job)
    {
        _jobs.Add(job);
        if (IsAheadOfHead(job))
            SetHead(job);
    }

    /// <summary>How many of its jobs would start before this one if nothing held them back. Of another line only the first: the others wait until it has ended.</summary>
    /// <param name="looks">See <see cref="ReadyJobs.CountBefore"/>.</param>
    public int CountBefore(Job job, ref int looks)
    {
        if (!Key.IsLine || job.Lane == this)
            return _jobs.CountBefore(job, ref looks);
        return Head is { } head && RankOf(head) < RankOf(job) ? 1 : 0;
    }

    /// <summary>Called before <see cref="Job.Ticket"/> changes.</summary>
    public void Remove(Job job)
    {
        _jobs.Remove(job);
        if (Head == job)
            SetHead(_jobs.Peek());
    }

    /// <summary>It has used the room that it was offered, or does not need it: the next may.</summary>
    public void Unwake()
    {
        if (WokenFrom is not { } parked)
            return;
        WokenFrom = null;
        parked.Woken = null;
        parked.Gate.Recheck();
    }

    // What held the old first job back need not hold the new one: it is looked at again.
    private void SetHead(Job? head)
    {
        Head = head;
        Unwake();
        if (head is null)
            Place?.Remove(this);
        else
            Open.Put(this, Rank);
    }

    private bool IsAheadOfHead(Job job) => Head is not { } head || (Key.IsLine ? job.Sequence < head.Sequence : RankOf(job) < RankOf(head));
}

internal enum LaneRole : byte
{
    /// <summary>Has not started yet, or stands in no line.</summary>
    Waiting,

    /// <summary>Holds its key's line.</summary>
    Holding,

    /// <summary>Has crashed its host too often to run beside its like; in a line it holds it.</summary>
    Suspect,
}
