using System.Diagnostics;
using Jobs.Core.Limits;

namespace Jobs.Core;

/// <summary>The orders that a job stands in, by its status, and how it changes from one to another.</summary>
internal sealed partial class QueueState
{
    /// <summary>The ready jobs among which it stands, or would.</summary>
    public ReadyOrder Order(Job job) => job.IsSuspect ? Suspects : Crews.Of(job).Ready;

    private void Revive(Job job, DateTimeOffset at)
    {
        Ended.Remove(job.Id);
        job.Attempts = 0;
        job.Crashes = 0;
        job.LostLeases = 0;
        job.CancelRequest = null;
        job.Result = null;
        job.EndedAt = null;
        job.RevivedAt = at;
        if (job.Unique is not null)
            Unique!.TakeAgain(job, at);
        Enter(job, JobStatus.Pending, at);
    }

    private void End(Job job, JobStatus status, DateTimeOffset at)
    {
        job.EndedAt = at;
        job.StepResults = [];
        Enter(job, status, at);
        Ended.Add(job, at);
        var list = this[status];
        while (list.Count > _finishedKept)
        {
            var oldest = list.Oldest!;
            list.Remove(oldest);
            Drop(oldest);
            if (!Keeps(oldest, _history))
                oldest.LetGo();
        }
    }

    private void Forget(Job job, DateTimeOffset at)
    {
        Ended.Add(job, at);
        Remove(job);
    }

    private void Remove(Job job)
    {
        job.IsRemoved = true;
        Note(job);
        Drop(job);
    }

    private void Drop(Job job)
    {
        if (_jobs.Remove(job.Id))
            UncountPayload(job);
        if (_found == job)
            _found = null;
    }

    private void Wait(Job job, JobStatus status, DateTimeOffset until, DateTimeOffset at)
    {
        job.DueAt = until;
        Enter(job, status, at);
    }

    /// <summary>Takes the job out of whatever order it stands in.</summary>
    /// <param name="end">How its lease ends with that, if it has one.</param>
    private Job Leave(JobId id, LeaseEnd end = LeaseEnd.Revoked)
    {
        var job = Find(id) ?? throw new UnreachableException($"An event is of job {id}, which the queue does not know");
        switch (job.Status)
        {
            case JobStatus.Pending:
                if (!IsBlocked(job))
                    Order(job).Remove(job);
                break;
            case JobStatus.Scheduled or JobStatus.Failed: Due.Remove(job); break;
            case JobStatus.Processing:
                Crews.Of(job.Worker).Free(job.Worker);
                _gates?.Stopped(job);
                break;
        }

        if (job.IsLeased)
            Close(job, end);
        this[job.Status].Remove(job);
        job.Ticket++;
        return job;
    }

    private void Enter(Job job, JobStatus status, DateTimeOffset at)
    {
        Note(job);
        job.Status = status;
        job.UpdatedAt = at;
        job.Change = ++_changes;
        this[status].AddNewest(job);
        switch (status)
        {
            case JobStatus.Pending:
                if (!IsBlocked(job))
                    Order(job).Add(job);
                break;
            case JobStatus.Scheduled or JobStatus.Failed: Due.Add(job); break;
            case JobStatus.Processing:
                Crews.Of(job.Worker).Take(job.Worker);
                _gates?.Started(job);
                Limits.Started();
                break;
        }

        if (job.Unique is not null && status.IsFinal())
            FinishUnique(job);
        if (_gates is not null && status is not (JobStatus.Pending or JobStatus.Processing))
            _gates.Left(job, status.IsFinal());
    }

    /// <summary>It stays where it is, as the one most recently changed.</summary>
    private void Touch(Job job, DateTimeOffset at)
    {
        Note(job);
        job.UpdatedAt = at;
        job.Change = ++_changes;
        this[job.Status].Remove(job);
        this[job.Status].AddNewest(job);
    }
}
