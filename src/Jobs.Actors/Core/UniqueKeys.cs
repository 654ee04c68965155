namespace Jobs.Core;

/// <summary>What makes a job unique among those of its type in its queue partition.</summary>
/// <param name="For">How long the key is held, counted from the enqueueing, whatever becomes of the job; null: as long as the job is unfinished.</param>
internal sealed record Uniqueness(string Key, TimeSpan? For);

/// <summary>
/// Which job holds which key. A key without a window goes when its job ends; one with a window when that is over, also while its job goes on. A job that is to run after the one that runs
/// has taken the key over from it, and is blocked until that one is finished; ends it before, the key goes back.
/// </summary>
internal sealed class UniqueKeys(int windowsMax = UniqueKeys.WindowsMax)
{
    /// <summary>Keys with a window that one partition remembers at most. Beyond it jobs with a window are refused, for forgetting one would run its job twice.</summary>
    public const int WindowsMax = 1_000_000;

    private readonly Dictionary<(string Type, string Key), Hold> _holds = [];
    private readonly PriorityQueue<(string Type, string Key), long> _windows = new();
    private readonly Dictionary<JobId, Job> _predecessors = [];
    private readonly Dictionary<JobId, Job> _successors = [];
    private HashSet<(string Type, string Key)>? _changed;

    public int Count => _holds.Count;

    /// <summary>What is known, in no order.</summary>
    internal IEnumerable<(string Type, string Key, JobId Job, DateTimeOffset? Until)> All =>
        _holds.Select(hold => (hold.Key.Type, hold.Key.Key, hold.Value.Job, hold.Value.Until));

    /// <summary>Jobs that wait for another of their key, and that one.</summary>
    public IEnumerable<(Job Successor, Job Predecessor)> Pairs => _successors.Select(pair => (pair.Value, _predecessors[pair.Value.Id]));

    /// <summary>From now on it is known which keys have changed hands.</summary>
    public void Track() => _changed = [];

    /// <summary>Keys that have changed hands since this was last asked; without a job: nobody holds them any more.</summary>
    public IReadOnlyList<(string Type, string Key, JobId? Job, DateTimeOffset? Until)> TakeChanged()
    {
        if (_changed is not { Count: > 0 } changed)
            return [];
        _changed = [];
        return [.. changed.Select(key => _holds.TryGetValue(key, out var hold) ? (key.Type, key.Key, (JobId?)hold.Job, hold.Until) : (key.Type, key.Key, null, null))];
    }

    /// <summary>Somebody holds this key, as it was before.</summary>
    public void Restore(string type, string key, JobId job, DateTimeOffset? until)
    {
        _holds[(type, key)] = new Hold(job, until?.UtcTicks ?? 0);
        if (until is { } over)
            _windows.Enqueue((type, key), over.UtcTicks);
    }

    /// <summary>A job waits for the other to finish, as it did before.</summary>
    public void Restore(Job successor, Job predecessor)
    {
        _predecessors[successor.Id] = predecessor;
        _successors[predecessor.Id] = successor;
    }

    /// <summary>The job that holds the key; null when none does.</summary>
    public JobId? Holder(string type, string key, DateTimeOffset now) =>
        _holds.TryGetValue((type, key), out var hold) && !hold.IsOver(now) ? hold.Job : null;

    public bool AreWindowsFull(DateTimeOffset now)
    {
        DropOver(now);
        return _windows.Count >= windowsMax;
    }

    /// <summary>A new job takes its key, from the one that runs if there is one.</summary>
    /// <param name="running">The holder, when it is running; the new job is blocked until that one is finished.</param>
    public void Take(Job job, Job? running, DateTimeOffset at)
    {
        DropOver(at);
        Hand(job, at);
        if (running is null)
            return;
        _predecessors[job.Id] = running;
        _successors[running.Id] = job;
    }

    /// <summary>A job lives again. It takes its key back if nobody has it, and runs without it otherwise; a window counts from the enqueueing and does not begin anew.</summary>
    public void TakeAgain(Job job, DateTimeOffset at)
    {
        if (job.Unique is { For: null } unique && Holder(job.Type, unique.Key, at) is null)
            Hand(job, at);
    }

    public bool IsBlocked(Job job) => _predecessors.ContainsKey(job.Id);

    /// <summary>The job that has to be finished before this one may run; null: none.</summary>
    public Job? BlockerOf(Job job) => _predecessors.GetValueOrDefault(job.Id);

    /// <summary>The job is finished: what it held or kept waiting is free.</summary>
    /// <returns>The job that is blocked no more; null when none was.</returns>
    public Job? Finish(Job job)
    {
        var unique = job.Unique!;
        if (_predecessors.Remove(job.Id, out var running))
        {
            _successors.Remove(running.Id);
            if (IsHeldBy(job, unique) && unique.For is null)
                Hand(running, running.CreatedAt);
        }
        else if (unique.For is null && IsHeldBy(job, unique))
        {
            Drop(KeyOf(job));
        }

        if (!_successors.Remove(job.Id, out var successor))
            return null;
        _predecessors.Remove(successor.Id);
        return successor;
    }

    private static (string Type, string Key) KeyOf(Job job) => (job.Type, job.Unique!.Key);

    private bool IsHeldBy(Job job, Uniqueness unique) => _holds.TryGetValue((job.Type, unique.Key), out var hold) && hold.Job == job.Id;

    /// <param name="at">Since when its window counts.</param>
    private void Hand(Job job, DateTimeOffset at)
    {
        var until = job.Unique!.For is { } window ? (at + window).UtcTicks : 0;
        Put(KeyOf(job), new Hold(job.Id, until));
        if (until != 0)
            _windows.Enqueue(KeyOf(job), until);
    }

    // By the times of events and of questions; what is over is not seen in between, so that nothing depends on when this runs.
    private void DropOver(DateTimeOffset now)
    {
        while (_windows.TryPeek(out var key, out var untilTicks) && untilTicks <= now.UtcTicks)
        {
            _windows.Dequeue();
            if (_holds.TryGetValue(key, out var hold) && hold.UntilTicks == untilTicks)
                Drop(key);
        }
    }

    private void Put((string Type, string Key) key, Hold hold)
    {
        _holds[key] = hold;
        _changed?.Add(key);
    }

    private void Drop((string Type, string Key) key)
    {
        _holds.Remove(key);
        _changed?.Add(key);
    }

    /// <param name="UntilTicks">0: as long as the job is unfinished.</param>
    private readonly record struct Hold(JobId Job, long UntilTicks)
    {
        public DateTimeOffset? Until => UntilTicks == 0 ? null : new DateTimeOffset(UntilTicks, TimeSpan.Zero);

        public bool IsOver(DateTimeOffset now) => UntilTicks != 0 && UntilTicks <= now.UtcTicks;
    }
}
