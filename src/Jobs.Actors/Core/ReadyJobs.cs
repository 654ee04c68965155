namespace Jobs.Core;

/// <summary>
/// Jobs that may start, by (priority, sequence). Arrivals in order cost O(1); those that come back later than their sequence (a retry, a due time) go through a heap.
/// A job that leaves out of turn leaves a stale entry, which is skipped, and swept when half of all entries are.
/// </summary>
/// <param name="byPriority">False: by sequence alone.</param>
internal sealed class ReadyJobs(bool byPriority = true)
{
    private const int StaleMin = 1024;

    // Many of these may hold a few jobs each: a level is made when it gets its first.
    private readonly Level?[] _levels = new Level?[byPriority ? JobPriority.Lowest + 1 : 1];
    private int _stale;

    /// <summary>A bit for each level that may hold a job; found empty, it is cleared.</summary>
    private int _occupied;

    public int Count { get; private set; }

    /// <summary>Every entry held, in no order: what the invariants and the bound on stale entries are checked by.</summary>
    internal IEnumerable<(Job Job, bool IsStale)> Entries => _levels.OfType<Level>().SelectMany(level => level.Entries).Select(entry => (entry.Job, entry.IsStale));

    /// <summary>The first of them, level by level: those in order, then some of those that came back.</summary>
    public IEnumerable<Job> Ahead(int max) => _levels.OfType<Level>().SelectMany(level => level.Entries.Where(entry => !entry.IsStale)).Select(entry => entry.Job).Take(max);

    public void Add(Job job)
    {
        var level = LevelOf(job);
        _occupied |= 1 << level;
        (_levels[level] ??= new Level()).Add(job);
        Count++;
    }

    /// <summary>The job that starts next, left in its place; null when none is ready.</summary>
    public Job? Peek()
    {
        while (_occupied != 0)
        {
            var priority = System.Numerics.BitOperations.TrailingZeroCount(_occupied);
            if (_levels[priority]!.Peek(ref _stale) is { } job)
                return job;
            _occupied &= ~(1 << priority);
        }

        return null;
    }

    /// <summary>How many jobs here start before this one, which need not be here itself.</summary>
    /// <param name="looks">Entries that may still be looked at; below 0 afterwards: they were not enough, and the number says nothing.</param>
    public int CountBefore(Job job, ref int looks)
    {
        var before = 0;
        for (var level = 0; level <= LevelOf(job) && looks >= 0; level++)
            before += _levels[level]?.CountBefore(level < LevelOf(job) ? long.MaxValue : job.Sequence, ref looks) ?? 0;
        return before;
    }

    /// <summary>Called before <see cref="Job.Ticket"/> changes.</summary>
    public void Remove(Job job)
    {
        Count--;
        if (!_levels[LevelOf(job)]!.TryRemoveFirst(job, ref _stale) && ++_stale > StaleMin && _stale > Count)
            Sweep(except: job);
    }

    private void Sweep(Job except)
    {
        foreach (var level in _levels)
            level?.Sweep(except);
        _stale = 0;
    }

    private int LevelOf(Job job) => byPriority ? job.Priority : 0;

    private readonly record struct Entry(Job Job, int Ticket)
    {
        public bool IsStale => Job.Ticket != Ticket;
    }

    private sealed class Level
    {
        private readonly Queue<Entry> _inOrder = new();
        private PriorityQueue<Entry, long>? _returned;
        private long _last;

        public IEnumerable<Entry> Entries => _returned is null ? _inOrder : _inOrder.Concat(_returned.UnorderedItems.Select(item => item.Element));

        public void Add(Job job)
        {
            var entry = new Entry(job, job.Ticket);
            if (job.Sequence > _last)
            {
                _last = job.Sequence;
                _inOrder.Enqueue(entry);
            }
            else
            {
                (_returned ??= new PriorityQueue<Entry, long>()).Enqueue(entry, job.Sequence);
            }
        }

        public Job? Peek(ref int stale)
        {
            while (_inOrder.TryPeek(out var entry) && entry.IsStale)
            {
                _inOrder.Dequeue();
                stale--;
            }

            var ordered = _inOrder.TryPeek(out var first) ? first.Job : null;
            if (_returned is null)
                return ordered;
            while (_returned.TryPeek(out var entry, out _) && entry.IsStale)
            {
                _returned.Dequeue();
                stale--;
            }

            var returned = _returned.TryPeek(out var back, out _) ? back.Job : null;
            return ordered is null || returned?.Sequence < ordered.Sequence ? returned : ordered;
        }

        public int CountBefore(long sequence, ref int looks)
        {
            var before = 0;
            foreach (var entry in _inOrder)
            {
                if (entry.Job.Sequence >= sequence || --looks < 0)
                    break;
                before += entry.IsStale ? 0 : 1;
            }

            if (_returned is null)
                return before;
            foreach (var (entry, at) in _returned.UnorderedItems)
            {
                if (--looks < 0)
                    break;
                before += at < sequence && !entry.IsStale ? 1 : 0;
            }

            return before;
        }

        public bool TryRemoveFirst(Job job, ref int stale)
        {
            if (Peek(ref stale) != job)
                return false;
            if (_inOrder.TryPeek(out var first) && first.Job == job)
                _inOrder.Dequeue();
            else
                _returned!.Dequeue();
            return true;
        }

        public void Sweep(Job except)
        {
            var ordered = _inOrder.Where(entry => !entry.IsStale && entry.Job != except).ToList();
            _inOrder.Clear();
            ordered.ForEach(_inOrder.Enqueue);
            if (_returned is null)
                return;
            var returned = _returned.UnorderedItems.Where(item => !item.Element.IsStale && item.Element.Job != except).ToList();
            _returned.Clear();
            _returned.EnqueueRange(returned);
        }
    }
}
