using System.Globalization;
using Jobs.DeadLetters;

namespace Jobs.Core;

/// <summary>What each event changes.</summary>
internal sealed partial class QueueState
{
    private void Apply(QueueOpened e)
    {
        InFlight.Reopen();
        if (Incarnation != e.Incarnation)
            InFlight.Settle(e.At);
        Incarnation = e.Incarnation;
        Host = e.Host;
    }

    private void Apply(LimitsChanged e) => Limits.Apply(e);

    private void Apply(LimitsReset e) => Limits.Apply(e);

    private void Apply(JobAccepted e)
    {
        var job = Job.Of(e, ++Accepted, _texts);
        Minutes.Enqueued(e.At);
        _jobs.Add(e.Id, job);
        CountPayload(job);
        if (e.Unique is { } unique)
            TakeKey(job, unique, e.At);
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
        Start(job, e.Start, e.Attempt, e.Worker, e.At);
        job.History.Add(e.At, JobStepKind.Started, e.Attempt);
        Enter(job, JobStatus.Processing, e.At);
    }

    private void Start(Job job, long start, int attempt, int worker, DateTimeOffset at)
    {
        Starts = start;
        Minutes.Started(at, at - job.UpdatedAt);
        job.Start = start;
        job.Attempts = attempt;
        job.Worker = worker;
        job.StartedUnder = Incarnation;
        job.StartedAt = at;
        job.Progress = null;
    }

    private void Apply(JobCompleted e)
    {
        var job = Leave(e.Id, LeaseEnd.Acked);
        job.Result = e.Result;
        job.History.Add(e.At, JobStepKind.Completed, job.Attempts, by: job.Lease?.Worker ?? "");
        Completed++;
        Minutes.Completed(e.At, e.At - job.StartedAt);
        End(job, JobStatus.Completed, e.At);
    }

    private void Apply(JobFailed e)
    {
        var job = Leave(e.Id, LeaseEnd.Nacked);
        job.LastError = e.Error;
        job.History.Add(e.At, JobStepKind.Failed, job.Attempts, e.Error, by: job.Lease?.Worker ?? "");
        Minutes.Failed(e.At, e.At - job.StartedAt, isDead: false);
        Wait(job, JobStatus.Failed, e.RetryAt, e.At);
    }

    private void Apply(JobDied e)
    {
        var job = Leave(e.Id, e.Reason == DeathReason.Crashed ? LeaseEnd.Expired : LeaseEnd.Nacked);
        if (e.Reason == DeathReason.Crashed)
            CountCrash(job);
        job.LastError = e.Error;
        job.DeathReason = e.Reason;
        job.EndedAt = e.At;
        job.History.Add(e.At, JobStepKind.Died, job.Attempts, e.Error);
        LastDeath = e.Number;
        Minutes.Failed(e.At, e.Reason == DeathReason.Crashed ? null : e.At - job.StartedAt, isDead: true);
        _deaths.Enqueue(new NumberedLetter(e.Number, Letter.Of(job, e)));
        if (job.IsPayloadElsewhere)
            (_lettersWithoutPayload ??= []).Add((e.Number, job.Sequence));
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
        var job = Leave(e.Id, LeaseEnd.Expired);
        job.History.Add(e.At, JobStepKind.Interrupted, job.Attempts, by: job.Lease?.Worker ?? "", detail: job.Lease is not null ? "its lease ran out" : e.Crashed ? "the host process died" : "the host shut down");
        job.Attempts--;
        if (e.Crashed)
            CountCrash(job);
        if (e.Until is { } until)
            Wait(job, JobStatus.Failed, until, e.At);
        else
            Enter(job, JobStatus.Pending, e.At);
    }

    private void Apply(JobCancelRequested e)
    {
        var job = Find(e.Id)!;
        job.CancelRequest = new CancelRequest(e.Cause, e.At);
        job.History.Add(e.At, JobStepKind.CancelRequested, job.Attempts, e.Cause.By);
        Touch(job, e.At);
    }

    private void Apply(JobCancelled e)
    {
        var job = Leave(e.Id);
        job.History.Add(e.At, JobStepKind.Cancelled, job.Status == JobStatus.Processing ? job.Attempts : 0, e.Cause.By);
        Cancelled++;
        End(job, JobStatus.Cancelled, e.At);
    }

    private void Apply(JobAmended e)
    {
        var job = Leave(e.Id);
        job.History.Add(e.At, JobStepKind.Changed, by: e.Cause.By, detail: Detail(e));
        if (e.Priority is { } priority)
            job.Priority = priority;
        Replace(job, e.Payload);
        if (e.DueAt is not null)
            job.NotBefore = e.DueAt;
        if (e.DueAt <= e.At)
            Enter(job, JobStatus.Pending, e.At);
        else if (e.DueAt is { } dueAt)
            Wait(job, job.Status == JobStatus.Pending ? JobStatus.Scheduled : job.Status, dueAt, e.At);
        else
            Enter(job, job.Status, e.At);
    }

    private void Apply(JobRestored e)
    {
        if (Find(e.Job.Id) is not null)
            return;
        var job = e.Job.Clone();
        job.IsStored = true;
        _jobs.Add(job.Id, job);
        CountPayload(job);
        this[job.Status].AddNewest(job);
        if (job.Unique is not null)
            Unique ??= NewUnique();
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
        Replace(job, e.Payload);
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
        Remove(job);
    }

    private void Apply(DeathsTaken e)
    {
        LastDeathTaken = e.UpTo;
        while (_deaths.TryPeek(out var death) && death.Number <= e.UpTo)
            _deaths.Dequeue();
    }

    private void Apply(StepStored e)
    {
        var job = Find(e.Id)!;
        job.StepResults = [.. job.StepResults, new StepResult(e.Key, e.Result)];
        Note(job);
    }

    // What was done for the payload before says nothing of another one.
    private void Replace(Job job, JobPayload? payload)
    {
        if (payload is null)
            return;
        UncountPayload(job);
        job.Replace(payload);
        CountPayload(job);
        job.StepResults = [];
    }

    private static void CountCrash(Job job)
    {
        job.Crashes++;
        if (job.Lease is not null)
            job.LostLeases++;
    }

    private static string Detail(JobAmended e)
    {
        var changes = new List<string>();
        if (e.Priority is { } priority)
            changes.Add(string.Create(CultureInfo.InvariantCulture, $"priority {priority}"));
        if (e.DueAt is { } dueAt)
            changes.Add(dueAt <= e.At ? "ready at once" : string.Create(CultureInfo.InvariantCulture, $"not before {dueAt:O}"));
        if (e.Payload is not null)
            changes.Add("another payload");
        return string.Join(", ", changes);
    }
}
