using Jobs.DeadLetters;

namespace Jobs.Core;

/// <summary>What each event changes.</summary>
internal sealed partial class QueueState
{
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
        job.History.Add(e.At, JobStepKind.Failed, job.Attempts, e.Error);
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
        job.History.Add(e.At, JobStepKind.Died, job.Attempts, e.Error);
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
}
