using Jobs.Core.Capture;
using Jobs.Core.Limits;
using Jobs.Hosting;

namespace Jobs.Core;

/// <summary>What the index is told of a queue, and how a queue comes back from it. A queue without an index notes nothing.</summary>
internal sealed partial class QueueState
{
    private NotedJobs? _noted;
    private List<(long Number, long Sequence)>? _lettersWithoutPayload;

    /// <summary>From now on it is known what has changed.</summary>
    public void TrackChanges()
    {
        _noted = new NotedJobs(_history);
        Ended.Track();
        Merged?.Track();
        Unique?.Track();
    }

    /// <param name="whole">Everything, whatever has been captured before.</param>
    public QueueCapture Capture(bool whole)
    {
        var jobs = new List<Job>();
        var gone = new List<long>();
        foreach (var job in whole ? _noted!.Take().Union(_jobs.Values) : _noted!.Take())
        {
            if (!job.IsRemoved && Keeps(job, _history))
            {
                // The copy still says whether there was a row before.
                jobs.Add(Copy(job));
                job.IsStored = true;
            }
            else if (job.IsStored)
            {
                job.IsStored = false;
                gone.Add(job.Sequence);
            }
        }

        return new QueueCapture(Facts(), jobs, gone, KeysSince(whole), whole ? All(Ended) : Ended.TakeAdded(), Merged is null ? [] : whole ? All(Merged) : Merged.TakeAdded());
    }

    /// <summary>Makes a new state what the captured one was.</summary>
    /// <param name="jobs">All unfinished ones at least, in the order of their numbers; they are this state's from now on.</param>
    public void Restore(
        QueueFacts facts,
        IReadOnlyList<Job> jobs,
        IEnumerable<(string Type, string Key, JobId Job, DateTimeOffset? Until)> keys,
        IEnumerable<(JobId Id, EndedIds.Ended Fact, long AtTicks)> ended,
        IEnumerable<(JobId Id, MergedIds.Merged Fact, long AtTicks)> merged)
    {
        Restore(facts);
        foreach (var job in jobs)
        {
            job.IsStored = true;
            _jobs.Add(job.Id, job);
            CountPayload(job);
        }

        RestoreIds(ended, merged);
        if (jobs.Any(job => job.Unique is not null))
            Unique ??= NewUnique();
        RestoreKeys(facts, jobs, keys);
        foreach (var job in jobs.Where(job => job.HoldsLine))
            _gates?.RestoreHolder(job);
        foreach (var job in jobs)
            RestoreOrder(job);
        foreach (var job in InOrderOfChange(jobs))
            this[job.Status].AddNewest(job);
        RestoreRates(facts);
    }

    /// <summary>
    /// Numbers of jobs whose payload has to come back after a restore before anything else happens: of those that run, and those whose death is still to be handed over. The others' come when they are needed.
    /// </summary>
    public IReadOnlyList<long> PayloadsWanted()
    {
        var wanted = new List<long>((_lettersWithoutPayload ?? []).Select(letter => letter.Sequence));
        for (var job = this[JobStatus.Processing].Oldest; job is not null; job = job.Newer)
        {
            if (job.IsPayloadElsewhere)
                wanted.Add(job.Sequence);
        }

        return wanted;
    }

    /// <summary>Gives them back what <see cref="PayloadsWanted"/> asked for.</summary>
    /// <exception cref="KeyNotFoundException">One of them is missing.</exception>
    public void Return(IReadOnlyDictionary<long, JobPayload> payloads)
    {
        for (var job = this[JobStatus.Processing].Oldest; job is not null; job = job.Newer)
        {
            if (job.IsPayloadElsewhere)
                Return(job, payloads.GetValueOrDefault(job.Sequence) ?? throw new KeyNotFoundException($"The index has no payload of job {job.Id}, which runs."));
        }

        if (_lettersWithoutPayload is not { } without)
            return;
        _lettersWithoutPayload = null;
        var sequences = without.ToDictionary(letter => letter.Number, letter => letter.Sequence);
        for (var left = _deaths.Count; left > 0; left--)
        {
            var death = _deaths.Dequeue();
            _deaths.Enqueue(sequences.TryGetValue(death.Number, out var sequence) ? death with { Letter = death.Letter with { Payload = payloads[sequence] } } : death);
        }
    }

    /// <summary>Whether the index is to have it.</summary>
    public static bool Keeps(Job job, HistoryKept kept) => job.Status is not (JobStatus.Completed or JobStatus.Cancelled) || kept switch
    {
        HistoryKept.All => true,
        HistoryKept.Failed => job.LastError is not null,
        _ => false,
    };

    private Job Copy(Job job)
    {
        var copy = job.Clone();
        copy.HoldsLine = _gates?.HoldsLine(job) == true;
        return copy;
    }

    private UniqueKeys NewUnique()
    {
        var keys = new UniqueKeys();
        if (_noted is not null)
            keys.Track();
        return keys;
    }

    private MergedIds NewMerged()
    {
        var ids = new MergedIds();
        if (_noted is not null)
            ids.Track();
        return ids;
    }

    private void Note(Job job) => _noted?.Note(job);

    private QueueFacts Facts() => new(
        LastAt,
        Incarnation,
        Host,
        Flow,
        _changes,
        Starts,
        Accepted,
        Completed,
        Cancelled,
        LastDeath,
        LastDeathTaken,
        LastReturn,
        [.. _deaths],
        Limits.LiveConcurrency,
        Limits.LiveRate,
        CountedStarts(),
        Unique is null ? [] : [.. Unique.Pairs.Select(pair => (pair.Successor.Sequence, pair.Predecessor.Sequence))],
        _jobs.Count - this[JobStatus.Completed].Count - this[JobStatus.Cancelled].Count);

    private List<CountedStarts> CountedStarts()
    {
        var inFlight = InFlight.Counts();
        var counted = new List<CountedStarts>();
        if (Limits.Limiter is { Used: > 0 } limiter)
            Add(RateScope.Queue, "", limiter);
        foreach (var (isKey, name, rate) in _gates?.Rates ?? [])
            Add(isKey ? RateScope.Key : RateScope.Type, name, rate);
        return counted;

        void Add(RateScope scope, string name, RateLimiter rate)
        {
            var (writing, inDoubt) = inFlight.GetValueOrDefault(rate);
            counted.Add(new CountedStarts(scope, name, [.. rate.LeftAt], writing, inDoubt));
        }
    }

    private IReadOnlyList<(string Type, string Key, JobId? Job, DateTimeOffset? Until)> KeysSince(bool whole)
    {
        if (Unique is null)
            return [];
        var changed = Unique.TakeChanged();
        return whole ? [.. Unique.All.Select(hold => (hold.Type, hold.Key, (JobId?)hold.Job, hold.Until))] : changed;
    }

    private static List<(JobId Id, TFact Fact, long AtTicks)> All<TFact>(IdMemory<TFact> ids)
    {
        ids.TakeAdded();
        return [.. ids.All];
    }

    private void Restore(QueueFacts facts)
    {
        LastAt = facts.LastAt;
        Incarnation = facts.Incarnation;
        Host = facts.Host;
        Flow = facts.Flow;
        _changes = facts.Changes;
        Starts = facts.Starts;
        Accepted = facts.Accepted;
        Completed = facts.Completed;
        Cancelled = facts.Cancelled;
        LastDeath = facts.LastDeath;
        LastDeathTaken = facts.LastDeathTaken;
        LastReturn = facts.LastReturn;
        foreach (var death in facts.DeathsOwed)
            _deaths.Enqueue(death);
    }

    private void RestoreIds(IEnumerable<(JobId Id, EndedIds.Ended Fact, long AtTicks)> ended, IEnumerable<(JobId Id, MergedIds.Merged Fact, long AtTicks)> merged)
    {
        Ended.Restore(ended);
        foreach (var job in _jobs.Values)
        {
            // It lives again, after an end that was remembered.
            if (job.Status is not (JobStatus.Completed or JobStatus.Cancelled))
                Ended.Remove(job.Id);
        }

        foreach (var ids in merged.Chunk(EndedIds.IdsMax))
            (Merged ??= NewMerged()).Restore(ids);
    }

    private void RestoreKeys(QueueFacts facts, IReadOnlyList<Job> jobs, IEnumerable<(string Type, string Key, JobId Job, DateTimeOffset? Until)> keys)
    {
        foreach (var (type, key, job, until) in keys)
            (Unique ??= NewUnique()).Restore(type, key, job, until);
        if (facts.Successors.Count == 0)
            return;
        var byNumber = jobs.Where(job => job.Unique is not null).ToDictionary(job => job.Sequence);
        foreach (var (successor, predecessor) in facts.Successors)
            Unique!.Restore(byNumber[successor], byNumber[predecessor]);
    }

    private void RestoreOrder(Job job)
    {
        switch (job.Status)
        {
            case JobStatus.Pending:
                if (!IsBlocked(job))
                    Order(job).Add(job);
                break;
            case JobStatus.Scheduled or JobStatus.Failed: Due.Add(job); break;
            case JobStatus.Processing:
                Crews.Of(job.Worker).Take(job.Worker);
                Order(job).RestoreRunning(job);
                if (job.IsLeased)
                    Leases.Add(job);
                break;
        }
    }

    private void RestoreRates(QueueFacts facts)
    {
        Limits.Give(facts.LiveConcurrency, facts.LiveRate, facts.LastAt);
        foreach (var counted in facts.Counted)
        {
            // What the settings do not limit any more is not counted any more.
            if ((counted.Scope == RateScope.Queue ? Limits.Limiter : _gates?.RateOf(counted.Scope == RateScope.Key, counted.Name)) is not { } limiter)
                continue;
            InFlight.Restore(limiter, counted.Writing, counted.InDoubt);
            limiter.Restore(counted.LeftAt, facts.LastAt);
        }

        _gates?.ForgetUnused(facts.Counted.Where(counted => counted.Scope == RateScope.Key).Select(counted => counted.Name));
    }

    // Those that have only waited are in order already.
    private static IReadOnlyList<Job> InOrderOfChange(IReadOnlyList<Job> jobs)
    {
        for (var i = 1; i < jobs.Count; i++)
        {
            if (jobs[i].Change < jobs[i - 1].Change)
                return [.. jobs.OrderBy(job => job.Change)];
        }

        return jobs;
    }
}
