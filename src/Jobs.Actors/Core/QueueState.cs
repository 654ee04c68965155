using System.Diagnostics;
using Jobs.DeadLetters;

namespace Jobs.Core;

/// <summary>
/// All that one partition of a queue knows, private to its actor. Changed by <see cref="Apply(QueueEvent)"/> only, which is total: an event that it does not know is a fault, not a shrug.
/// </summary>
/// <param name="finishedKept">How many of the newest completed, and of the newest cancelled, keep their details.</param>
internal sealed class QueueState(int finishedKept)
{
    private readonly Dictionary<JobId, Job> _jobs = [];
    private readonly JobList[] _lists = [.. Enum.GetValues<JobStatus>().Select(_ => new JobList())];
    private readonly Queue<NumberedLetter> _deaths = new();
    private long _changes;
    private Job? _found;

    public Guid Incarnation { get; private set; }

    public string Host { get; private set; } = "";

    /// <summary>Time of the newest event; decisions are never earlier.</summary>
    public DateTimeOffset LastAt { get; private set; }

    public ReadyJobs Ready { get; } = new();

    /// <summary>Ready jobs that have crashed their host too often to run beside each other.</summary>
    public ReadyJobs Suspects { get; } = new();

    public DueJobs Due { get; } = new();

    public WorkerSlots Workers { get; } = new();

    public EndedIds Ended { get; } = new();

    /// <summary>Starts ever made; the next one is one more.</summary>
    public long Starts { get; private set; }

    /// <summary>Jobs ever accepted.</summary>
    public long Accepted { get; private set; }

    /// <summary>Completed and cancelled, whether their details are still kept or not.</summary>
    public long Completed { get; private set; }

    public long Cancelled { get; private set; }

    /// <summary>Number of the last death, and of the last one that the dead letters hold.</summary>
    public long LastDeath { get; private set; }

    public long LastDeathTaken { get; private set; }

    /// <summary>Number of the last return taken from the dead letters.</summary>
    public long LastReturn { get; private set; }

    /// <summary>Deaths that the dead letters are not known to hold, in order, as they happened: the job may live again before its death is acknowledged.</summary>
    public IReadOnlyCollection<NumberedLetter> DeathsOwed => _deaths;

    public IReadOnlyCollection<Job> Jobs => _jobs.Values;

    public JobList this[JobStatus status] => _lists[(int)status];

    public Job? Find(JobId id)
    {
        // A step looks its job up to decide, to apply and to report: mostly the one that was looked up last.
        if (_found is { } found && found.Id == id)
            return found;
        if (_jobs.TryGetValue(id, out var job))
            _found = job;
        return job;
    }

    public void Apply(QueueEvent e)
    {
        LastAt = e.At;
        switch (e)
        {
            case JobAccepted accepted: Apply(accepted); break;
            case JobStarted started: Apply(started); break;
            case JobCompleted completed: Apply(completed); break;
            case JobFailed failed: Apply(failed); break;
            case JobDied died: Apply(died); break;
            case JobBecameDue due: Apply(due); break;
            case JobSnoozed snoozed: Apply(snoozed); break;
            case JobInterrupted interrupted: Apply(interrupted); break;
            case JobCancelled cancelled: Apply(cancelled); break;
            case JobRerun rerun: Apply(rerun); break;
            case JobRemoved removed: Apply(removed); break;
            case JobReplayed replayed: Apply(replayed); break;
            case DeadJobRemoved removed: Apply(removed); break;
            case DeathsTaken taken: Apply(taken); break;
            case QueueOpened opened: Apply(opened); break;
            default: throw new UnreachableException($"QueueState cannot apply {e.GetType().Name}");
        }
    }

    private void Apply(QueueOpened e)
    {
        Incarnation = e.Incarnation;
        Host = e.Host;
    }

    private void Apply(JobAccepted e)
    {
        var job = new Job(e, ++Accepted);
        _jobs.Add(e.Id, job);
        Ended.Remove(e.Id);
        if (e.DueAt is { } dueAt)
            Wait(job, JobStatus.Scheduled, dueAt, e.At);
        else
            Enter(job, JobStatus.Pending, e.At);
    }

    private void Apply(JobBecameDue e)
    {
        var job = Leave(e.Id);
        job.History.Add(e.At, JobStepKind.Due, by: e.Cause.By);
        Enter(job, JobStatus.Pending, e.At);
    }

    private void Apply(JobStarted e)
    {
        var job = Leave(e.Id);
        Starts = e.Start;
        job.Start = e.Start;
        job.Attempts = e.Attempt;
        job.Worker = e.Worker;
        job.StartedUnder = Incarnation;
        job.StartedAt = e.At;
        job.Progress = null;
        job.History.Add(e.At, JobStepKind.Started, e.Attempt);
        Enter(job, JobStatus.Processing, e.At);
    }

    private void Apply(JobCompleted e)
    {
        var job = Leave(e.Id);
        job.Result = e.Result;
        job.History.Add(e.At, JobStepKind.Completed, job.Attempts);
        Completed++;
        End(job, JobStatus.Completed, e.At);
    }

    private void Apply(JobFailed e)
    {
        var job = Leave(e.Id);
        job.LastError = e.Error;
        job.History.Add(e.At, JobStepKind.Failed, job.Attempts, detail: Detail(e.Error));
        Wait(job, JobStatus.Failed, e.RetryAt, e.At);
    }

    private void Apply(JobDied e)
    {
        var job = Leave(e.Id);
        if (e.Reason == DeathReason.Crashed)
            job.Crashes++;
        job.LastError = e.Error;
        job.DeathReason = e.Reason;
        job.EndedAt = e.At;
        job.History.Add(e.At, JobStepKind.Died, job.Attempts, detail: Detail(e.Error));
        LastDeath = e.Number;
        _deaths.Enqueue(new NumberedLetter(e.Number, Letter.Of(job, e)));
        Enter(job, JobStatus.Dead, e.At);
    }

    private void Apply(JobSnoozed e)
    {
        var job = Leave(e.Id);
        job.History.Add(e.At, JobStepKind.Snoozed, job.Attempts);
        job.Attempts--;
        Wait(job, JobStatus.Scheduled, e.Until, e.At);
    }

    private void Apply(JobInterrupted e)
    {
        var job = Leave(e.Id);
        job.History.Add(e.At, JobStepKind.Interrupted, job.Attempts, detail: e.Crashed ? "the host process died" : "the host shut down");
        job.Attempts--;
        if (e.Crashed)
            job.Crashes++;
        if (e.Until is { } until)
            Wait(job, JobStatus.Failed, until, e.At);
        else
            Enter(job, JobStatus.Pending, e.At);
    }

    private void Apply(JobCancelled e)
    {
        var job = Leave(e.Id);
        job.History.Add(e.At, JobStepKind.Cancelled, by: e.Cause.By);
        Cancelled++;
        End(job, JobStatus.Cancelled, e.At);
    }

    private void Apply(JobRerun e)
    {
        var job = Leave(e.Id);
        if (job.Status == JobStatus.Completed)
            Completed--;
        else
            Cancelled--;
        job.History.Add(e.At, JobStepKind.Rerun, by: e.Cause.By);
        Revive(job, e.At);
    }

    private void Apply(JobReplayed e)
    {
        LastReturn = e.Number;
        var job = Leave(e.Id);
        job.Replays++;
        job.DeathReason = null;
        job.Payload = e.Payload ?? job.Payload;
        job.History.Add(e.At, JobStepKind.Replayed, by: e.Cause.By);
        Revive(job, e.At);
    }

    private void Apply(DeadJobRemoved e)
    {
        LastReturn = e.Number;
        Forget(Leave(e.Id), e.At);
    }

    private void Apply(JobRemoved e)
    {
        var job = Leave(e.Id);
        if (job.Status == JobStatus.Completed)
            Completed--;
        else
            Cancelled--;
        Drop(job);
    }

    private void Apply(DeathsTaken e)
    {
        LastDeathTaken = e.UpTo;
        while (_deaths.TryPeek(out var death) && death.Number <= e.UpTo)
            _deaths.Dequeue();
    }

    private void Revive(Job job, DateTimeOffset at)
    {
        Ended.Remove(job.Id);
        job.Attempts = 0;
        job.Crashes = 0;
        job.Result = null;
        job.EndedAt = null;
        Enter(job, JobStatus.Pending, at);
    }

    private void End(Job job, JobStatus status, DateTimeOffset at)
    {
        job.EndedAt = at;
        Enter(job, status, at);
        Ended.Add(job, at);
        var list = this[status];
        while (list.Count > finishedKept)
        {
            var oldest = list.Oldest!;
            list.Remove(oldest);
            Drop(oldest);
        }
    }

    private void Forget(Job job, DateTimeOffset at)
    {
        Ended.Add(job, at);
        Drop(job);
    }

    private void Drop(Job job)
    {
        _jobs.Remove(job.Id);
        if (_found == job)
            _found = null;
    }

    private void Wait(Job job, JobStatus status, DateTimeOffset until, DateTimeOffset at)
    {
        job.DueAt = until;
        Enter(job, status, at);
    }

    /// <summary>Takes the job out of whatever order it stands in.</summary>
    private Job Leave(JobId id)
    {
        var job = Find(id) ?? throw new UnreachableException($"An event is of job {id}, which the queue does not know");
        switch (job.Status)
        {
            case JobStatus.Pending: Order(job).Remove(job); break;
            case JobStatus.Scheduled or JobStatus.Failed: Due.Remove(job); break;
            case JobStatus.Processing: Workers.Free(job.Worker); break;
        }

        this[job.Status].Remove(job);
        job.Ticket++;
        return job;
    }

    private void Enter(Job job, JobStatus status, DateTimeOffset at)
    {
        job.Status = status;
        job.UpdatedAt = at;
        job.Change = ++_changes;
        this[status].AddNewest(job);
        switch (status)
        {
            case JobStatus.Pending: Order(job).Add(job); break;
            case JobStatus.Scheduled or JobStatus.Failed: Due.Add(job); break;
            case JobStatus.Processing: Workers.Take(job.Worker); break;
        }
    }

    private ReadyJobs Order(Job job) => job.IsSuspect ? Suspects : Ready;

    private static string Detail(JobError error) => $"{error.Type}: {error.Message}";
}
