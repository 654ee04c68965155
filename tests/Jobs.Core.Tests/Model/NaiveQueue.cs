using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Tests.Model;

/// <summary>
/// What a queue does, said as plainly as possible: one dictionary, searched anew for every question. Every step returns the name of what must have come of it: an event, the code of a refusal, or "nothing".
/// </summary>
internal sealed partial class NaiveQueue(QueuePolicy policy)
{
    private const string Nothing = "nothing";

    private readonly Dictionary<JobId, NaiveJob> _jobs = [];
    private readonly Dictionary<JobId, (EnqueueJob Asked, DateTimeOffset At)> _ended = [];
    private readonly List<JobId> _deaths = [];
    private NaiveLimits _limits = new(policy.Settings);
    private int _accepted;
    private int _starts;
    private int _ends;
    private int _completed;
    private int _cancelled;
    private int _deathsTaken;
    private int _returns;
    private QueueFlow _flow = QueueFlow.Open;

    public NaiveQueue Copy()
    {
        var copy = new NaiveQueue(policy)
        {
            _accepted = _accepted, _starts = _starts, _ends = _ends, _completed = _completed, _cancelled = _cancelled, _deathsTaken = _deathsTaken, _returns = _returns, _flow = _flow,
            _limits = _limits.Copy(),
        };
        copy._deaths.AddRange(_deaths);
        foreach (var (id, job) in _jobs)
            copy._jobs.Add(id, job);
        CopyUnique(copy);
        foreach (var (id, ended) in _ended)
            copy._ended.Add(id, ended);
        return copy;
    }

    public string Enqueue(EnqueueJob job, DateTimeOffset now)
    {
        var known = _jobs.TryGetValue(job.Id, out var found) ? found.Asked : _ended.TryGetValue(job.Id, out var ended) && ended.At >= now.AddHours(-24) ? ended.Asked : null;
        if (known is not null)
            return known.Type == job.Type && known.Payload == job.Payload ? Nothing : Refusal.Codes.IdConflict;
        if (_merged.TryGetValue(job.Id, out var merged) && merged.At >= now.AddHours(-24))
            return merged.Asked.Type == job.Type && merged.Asked.Payload == job.Payload ? Nothing : Refusal.Codes.IdConflict;
        if (Merge(job, now) is { } done)
            return done;
        if (_flow.Mode == QueueMode.Draining)
            return Refusal.Codes.QueueDraining;
        var type = policy.Types.GetValueOrDefault(job.Type);
        var made = new NaiveJob(job, ++_accepted, job.MaxAttempts ?? type?.MaxAttempts ?? policy.Settings.MaxAttempts, job.Retry ?? type?.Retry ?? policy.Settings.Retry)
        {
            RetriedSince = now + (job.Delay ?? TimeSpan.Zero),
        };
        _jobs[job.Id] = job.Delay > TimeSpan.Zero ? made with { Status = JobStatus.Scheduled, DueAt = now + job.Delay } : made;
        TakeKey(job, now);
        return nameof(JobAccepted);
    }

    public NaiveLimits Limits => _limits;

    /// <summary>The waiting jobs that some limit keeps from starting.</summary>
    public IReadOnlyList<JobId> HeldBack(DateTimeOffset now)
    {
        var unfinished = Unfinished();
        var isFull = In(JobStatus.Processing).Count() >= _limits.Concurrency || !_limits.QueueHasRoom(now);
        return [.. In(JobStatus.Pending).Where(job => !_behind.ContainsKey(job.Asked.Id)).Where(job => isFull || _limits.HoldsBack(job, unfinished, now)).Select(job => job.Asked.Id).Order()];
    }

    public string Claim(bool suspectAllowed, DateTimeOffset now)
    {
        var running = In(JobStatus.Processing).Select(job => job.Worker!.Value).ToList();
        if (running.Count >= _limits.Concurrency || !_limits.QueueHasRoom(now))
            return Nothing;
        var unfinished = Unfinished();
        var next = In(JobStatus.Pending)
            .Where(job => !_behind.ContainsKey(job.Asked.Id) && (suspectAllowed || !job.IsSuspect) && !_limits.HoldsBack(job, unfinished, now))
            .OrderByDescending(job => job.IsSuspect).ThenBy(job => job.Priority).ThenBy(job => job.Sequence)
            .FirstOrDefault();
        if (next is null || _flow.Mode == QueueMode.Paused)
            return Nothing;
        var free = Enumerable.Range(0, running.Count + 1).Except(running).First();
        _limits.Started(next);
        Set(next with { Status = JobStatus.Processing, Attempts = next.Attempts + 1, Start = ++_starts, Worker = free, HoldsLine = true });
        return nameof(JobStarted);
    }

    /// <param name="until">The retry time that was decided, which must lie in the documented window.</param>
    public string Report(WorkerReport report, DateTimeOffset? until, DateTimeOffset now)
    {
        if (!_jobs.TryGetValue(report.Key.Job, out var job) || job.Status != JobStatus.Processing || job.Start != report.Key.Start)
            return Refusal.Codes.InvalidState;
        var stopped = job with { Worker = null };
        if (job.ToStop && report.Outcome is not Outcome.Succeeded)
            return Cancelled(stopped, now);
        switch (report.Outcome)
        {
            case Outcome.Succeeded:
                End(stopped, JobStatus.Completed, now);
                return nameof(JobCompleted);
            case Outcome.Failed failed when job.Attempts < job.MaxAttempts && !(until is null && MayBeTooLate(job, failed, now)):
                Set(stopped with { Status = JobStatus.Failed, DueAt = failed.RetryAfter is { } wait ? now + wait : InWindow(job.Retry, job.Attempts, until, now) });
                Assert.True(_jobs[job.Asked.Id].DueAt <= job.RetriedSince + LimitOf(job), "a retry beyond retry-for");
                return nameof(JobFailed);
            case Outcome.Snoozed snoozed:
                Set(stopped with { Status = JobStatus.Scheduled, Attempts = job.Attempts - 1, DueAt = now + snoozed.Delay });
                return nameof(JobSnoozed);
            case Outcome.Interrupted:
                Set(stopped with { Status = JobStatus.Pending, Attempts = job.Attempts - 1 });
                return nameof(JobInterrupted);
            default:
                Die(stopped);
                return nameof(JobDied);
        }
    }

    public string StoreStep(StoreStep step)
    {
        if (!_jobs.TryGetValue(step.Attempt.Job, out var job) || job.Status != JobStatus.Processing || job.Start != step.Attempt.Start)
            return Refusal.Codes.InvalidState;
        if (job.Steps.Contains(step.Key, StringComparison.Ordinal))
            return Nothing;
        Set(job with { Steps = job.Steps + step.Key });
        return nameof(StepStored);
    }

    public IReadOnlyList<AttemptRef> Running => [.. In(JobStatus.Processing).Where(job => !job.IsLeased).OrderBy(job => job.Start).Select(job => new AttemptRef(job.Asked.Id, job.Start, job.IsSuspect))];

    public IReadOnlyList<JobId> Dead => [.. In(JobStatus.Dead).OrderBy(job => job.Sequence).Select(job => job.Asked.Id)];

    public string Crash(JobId id, DateTimeOffset? until, DateTimeOffset now)
    {
        if (_jobs[id].ToStop)
            return Cancelled(_jobs[id] with { Worker = null }, now);
        var job = _jobs[id] with { Worker = null, Crashes = _jobs[id].Crashes + 1 };
        if (job.Crashes >= policy.CrashLimit)
        {
            Die(job);
            return nameof(JobDied);
        }

        job = job with { Attempts = job.Attempts - 1 };
        Set(job.IsSuspect ? job with { Status = JobStatus.Failed, DueAt = InWindow(job.Retry, job.Crashes - job.LostLeases, until, now) } : job with { Status = JobStatus.Pending });
        return nameof(JobInterrupted);
    }

    public string BecomeDue(DateTimeOffset now)
    {
        var due = In(JobStatus.Scheduled).Concat(In(JobStatus.Failed)).Where(job => job.DueAt <= now).OrderBy(job => job.DueAt).ThenBy(job => job.Sequence).FirstOrDefault();
        if (due is null)
            return Nothing;
        Set(due with { Status = JobStatus.Pending });
        return nameof(JobBecameDue);
    }

    public string Cancel(JobId id, DateTimeOffset now)
    {
        var job = _jobs[id];
        if (job.Status == JobStatus.Cancelled || job is { Status: JobStatus.Processing, ToStop: true })
            return Nothing;
        if (job.Status is JobStatus.Completed or JobStatus.Dead)
            return Refusal.Codes.InvalidState;
        if (job.Status != JobStatus.Processing || job.IsLeased)
            return Cancelled(EndLease(job, "revoked") with { Worker = null }, now);
        Set(job with { ToStop = true });
        return nameof(JobCancelRequested);
    }

    public string Change(ChangeJob change, DateTimeOffset now)
    {
        var job = _jobs[change.Id];
        if (change is { Priority: null, RunAt: null, Payload: null })
            return Refusal.Codes.InvalidRequest;
        if (job.Status is not (JobStatus.Pending or JobStatus.Scheduled or JobStatus.Failed))
            return Refusal.Codes.InvalidState;
        var changed = job with { Priority = change.Priority ?? job.Priority, Payload = change.Payload ?? job.Payload, Steps = (change.Payload ?? job.Payload) == job.Payload ? job.Steps : "" };
        if (change.RunAt <= now)
            changed = changed with { Status = JobStatus.Pending };
        else if (change.RunAt is { } runAt)
            changed = changed with { Status = job.Status == JobStatus.Pending ? JobStatus.Scheduled : job.Status, DueAt = runAt };
        if (Shown(changed) == Shown(job))
            return Nothing;
        if (change.RunAt is { } time && (changed.Status != job.Status || changed.DueAt != job.DueAt))
            changed = changed with { RetriedSince = time > now ? time : now };
        Set(changed);
        return nameof(JobAmended);
    }

    public string Steer(QueueMode mode, string? reason, DateTimeOffset? until)
    {
        if (mode == _flow.Mode && reason == _flow.Reason && until == _flow.Until)
            return Nothing;
        _flow = new QueueFlow(mode, reason, until);
        return mode switch { QueueMode.Paused => nameof(QueuePaused), QueueMode.Draining => nameof(QueueDraining), _ => nameof(QueueResumed) };
    }

    public string ResumeByTime(DateTimeOffset now) => _flow.Until <= now ? Steer(QueueMode.Open, null, null) : Nothing;

    public string RunNow(JobId id, DateTimeOffset now)
    {
        var job = _jobs[id];
        if (job.Status is JobStatus.Pending or JobStatus.Processing or JobStatus.Dead)
            return Refusal.Codes.InvalidState;
        if (job.Status is JobStatus.Scheduled or JobStatus.Failed)
        {
            Set(job with { Status = JobStatus.Pending });
            return nameof(JobBecameDue);
        }

        Uncount(job);
        Revive(job, now);
        return nameof(JobRerun);
    }

    public string Remove(JobId id)
    {
        var job = _jobs[id];
        if (job.Status is not (JobStatus.Completed or JobStatus.Cancelled))
            return Refusal.Codes.InvalidState;
        Uncount(job);
        _jobs.Remove(id);
        return nameof(JobRemoved);
    }

    public void TakeDeaths(int upTo) => _deathsTaken = upTo;

    public string Return(JobId id, long number, bool deleted, JobPayload? payload, DateTimeOffset now)
    {
        if (number != _returns + 1)
            return Nothing;
        _returns++;
        var job = _jobs[id];
        if (deleted)
        {
            _jobs.Remove(id);
            _ended[id] = (job.Asked, now);
            return nameof(DeadJobRemoved);
        }

        Revive(job with { Replays = job.Replays + 1, Payload = payload ?? job.Payload, Steps = payload is null ? job.Steps : "" }, now);
        return nameof(JobReplayed);
    }

    public QueuePicture Picture() => new(
        [.. _jobs.Values.OrderBy(job => job.Asked.Id).Select(Shown)],
        new JobCounts(
            In(JobStatus.Pending).Count(), In(JobStatus.Scheduled).Count(), In(JobStatus.Processing).Count(), In(JobStatus.Failed).Count(), _completed, In(JobStatus.Dead).Count(), _cancelled),
        [.. _deaths.Select((id, index) => $"{index + 1} {id}").Skip(_deathsTaken)],
        _starts,
        _returns,
        $"{_flow.Mode} {_flow.Reason} {_flow.Until:O}");

    private static string Shown(NaiveJob job) => (job.Status is JobStatus.Scheduled or JobStatus.Failed ? job : job with { DueAt = null }).ToString();

    private string Cancelled(NaiveJob job, DateTimeOffset now)
    {
        End(job, JobStatus.Cancelled, now);
        return nameof(JobCancelled);
    }

    // One that is blocked by its predecessor stands in no line yet.
    private List<NaiveJob> Unfinished() => [.. _jobs.Values.Where(job => !job.Status.IsFinal() && !_behind.ContainsKey(job.Asked.Id))];

    private IEnumerable<NaiveJob> In(JobStatus status) => _jobs.Values.Where(job => job.Status == status);

    private void Set(NaiveJob job) => _jobs[job.Asked.Id] = job;

    private void Die(NaiveJob job)
    {
        _deaths.Add(job.Asked.Id);
        Finished(job.Asked);
        Set(job with { Status = JobStatus.Dead, HoldsLine = false });
    }

    private void End(NaiveJob job, JobStatus status, DateTimeOffset now)
    {
        _ = status == JobStatus.Completed ? _completed++ : _cancelled++;
        Finished(job.Asked);
        _ended[job.Asked.Id] = (job.Asked, now);
        Set(job with { Status = status, Ended = ++_ends, HoldsLine = false, Steps = "" });
        foreach (var old in In(status).OrderByDescending(ended => ended.Ended).Skip(policy.Settings.FinishedKept).ToList())
            _jobs.Remove(old.Asked.Id);
    }

    private void Uncount(NaiveJob job) => _ = job.Status == JobStatus.Completed ? _completed-- : _cancelled--;

    private void Revive(NaiveJob job, DateTimeOffset now)
    {
        Set(job with { Status = JobStatus.Pending, Attempts = 0, Crashes = 0, LostLeases = 0, ToStop = false, RetriedSince = now > job.RetriedSince ? now : job.RetriedSince });
        TakeKeyAgain(job.Asked, now);
    }

    private TimeSpan LimitOf(NaiveJob job) => policy.Types.GetValueOrDefault(job.Asked.Type)?.RetryFor ?? policy.Settings.RetryFor;

    // With jitter the retry may fall on either side of the limit.
    private bool MayBeTooLate(NaiveJob job, Outcome.Failed failed, DateTimeOffset now) =>
        now + (failed.RetryAfter ?? Window(job.Retry, job.Attempts).Longest) > job.RetriedSince + LimitOf(job);

    // I8: the wait lies between what the backoff says and that plus its jitter, capped.
    private static DateTimeOffset InWindow(RetryPolicy retry, int number, DateTimeOffset? until, DateTimeOffset now)
    {
        var (shortest, longest) = Window(retry, number);
        Assert.NotNull(until);
        Assert.InRange((until.Value - now).TotalSeconds, shortest.TotalSeconds - 1e-6, longest.TotalSeconds + 1e-6);
        return until.Value;
    }

    private static (TimeSpan Shortest, TimeSpan Longest) Window(RetryPolicy retry, int number)
    {
        var seconds = retry.Kind == RetryKind.Fixed ? retry.Delay.TotalSeconds : retry.Delay.TotalSeconds * Math.Pow(retry.Factor, number - 1);
        var max = retry.MaxDelay.TotalSeconds;
        return (TimeSpan.FromSeconds(Math.Min(seconds, max)), TimeSpan.FromSeconds(Math.Min(seconds * (1 + retry.Jitter), max)));
    }
}

internal sealed record AttemptRef(JobId Job, int Start, bool IsSuspect);
