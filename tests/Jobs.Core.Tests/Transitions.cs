using Jobs.Messages;

namespace Jobs.Core.Tests;

/// <summary>What may happen to a queue next: checked before an event is applied, so that no decider can make an impossible fact.</summary>
internal static class Transitions
{
    public static void Check(QueueState state, QueuePolicy policy, QueueEvent e)
    {
        Assert.True(e.At >= state.LastAt, $"{e.GetType().Name} is earlier than the event before it");
        switch (e)
        {
            case QueueOpened:
                break;
            case JobAccepted accepted:
                Assert.NotEqual(QueueMode.Draining, state.Flow.Mode);
                Assert.Null(state.Find(accepted.Id));
                Assert.True(accepted.DueAt is null || accepted.DueAt > accepted.At);
                break;
            case JobStarted started:
                CheckStart(state, policy, From(state, started.Id, JobStatus.Pending), started);
                break;
            case JobCompleted completed:
                From(state, completed.Id, JobStatus.Processing);
                break;
            case JobFailed failed:
                Assert.True(failed.RetryAt > failed.At, "a retry without a wait");
                NotCancelled(state, failed.Id);
                break;
            case JobDied died:
                Assert.Equal(state.LastDeath + 1, died.Number);
                NotCancelled(state, died.Id);
                break;
            case JobSnoozed snoozed:
                NotCancelled(state, snoozed.Id);
                break;
            case JobInterrupted interrupted:
                NotCancelled(state, interrupted.Id);
                break;
            case JobBecameDue due:
                // I7: only somebody may say "now" before the time has come.
                var waiting = From(state, due.Id, JobStatus.Scheduled, JobStatus.Failed);
                Assert.True(due.Cause != Cause.Queue || waiting.DueAt <= due.At, $"{due.Id} became due too early");
                break;
            case JobCancelled cancelled:
                var ended = From(state, cancelled.Id, JobStatus.Pending, JobStatus.Scheduled, JobStatus.Failed, JobStatus.Processing);
                Assert.True(ended.Status.IsWaiting() || ended.IsLeased || ended.CancelRequest?.Cause == cancelled.Cause, $"{cancelled.Id} is cancelled while it runs, and nobody, or another, wanted it");
                break;
            case JobCancelRequested requested:
                NotCancelled(state, requested.Id);
                break;
            case JobAmended amended:
                Assert.False(amended.IsEmpty);
                From(state, amended.Id, JobStatus.Pending, JobStatus.Scheduled, JobStatus.Failed);
                break;
            case EnqueueMerged merged:
                Assert.Null(state.Find(merged.Id));
                Assert.Contains(state.Unique!.All, hold => hold.Job == merged.Into && !(hold.Until <= merged.At));
                if (merged.Change is { } change)
                    Check(state, policy, change);
                break;
            case QueuePaused paused:
                Assert.True(paused.Until is null || paused.Until > paused.At);
                break;
            case QueueResumed resumed:
                Assert.NotEqual(QueueMode.Open, state.Flow.Mode);
                Assert.True(resumed.Cause != Cause.Queue || state.Flow.Until <= resumed.At, "a queue opened by itself before its time");
                break;
            case QueueDraining:
                Assert.NotEqual(QueueMode.Draining, state.Flow.Mode);
                break;
            case JobLeased leased:
                Assert.Equal(leased.At + leased.Length, leased.Until);
                CheckStart(state, policy, From(state, leased.Id, JobStatus.Pending), new JobStarted(leased.Id, leased.Start, leased.Attempt, leased.Slot, leased.At));
                break;
            case LeaseExtended extended:
                Assert.Equal(extended.At + extended.Length, extended.Until);
                Assert.True(From(state, extended.Id, JobStatus.Processing).IsLeased, $"{extended.Id} has no lease to extend");
                break;
            case StepStored stored:
                var doing = From(state, stored.Id, JobStatus.Processing);
                Assert.Equal(doing.Start, stored.Start);
                Assert.DoesNotContain(doing.StepResults, step => step.Key == stored.Key);
                break;
            case LateAnswerRefused late:
                var lost = From(state, late.Id, Enum.GetValues<JobStatus>()).NewestLease?.Find(late.Token);
                Assert.True(lost is { HasLateAnswer: false } && lost.End != LeaseEnd.Open, $"an answer for {late.Id} was late without a lost lease");
                break;
            case JobRestored restored:
                Assert.True(restored.Job.Status is JobStatus.Completed or JobStatus.Cancelled, $"{restored.Job.Id} is {restored.Job.Status}");
                break;
            case JobRerun rerun:
                From(state, rerun.Id, JobStatus.Completed, JobStatus.Cancelled);
                break;
            case JobRemoved removed:
                From(state, removed.Id, JobStatus.Completed, JobStatus.Cancelled);
                break;
            case JobReplayed replayed:
                Assert.Equal(state.LastReturn + 1, replayed.Number);
                From(state, replayed.Id, JobStatus.Dead);
                break;
            case DeadJobRemoved removed:
                Assert.Equal(state.LastReturn + 1, removed.Number);
                From(state, removed.Id, JobStatus.Dead);
                break;
            case LimitsChanged:
                break;
            case LimitsReset:
                Assert.True(state.Limits.IsLive, "a reset of nothing");
                break;
            case DeathsTaken taken:
                Assert.InRange(taken.UpTo, state.LastDeathTaken + 1, state.LastDeath);
                break;
            default:
                Assert.Fail($"Nothing is said about when {e.GetType().Name} may happen");
                break;
        }
    }

    private static void CheckStart(QueueState state, QueuePolicy policy, Job job, JobStarted e)
    {
        Assert.False(state.IsBlocked(job), $"{job.Id} started beside the one that it is to follow");
        Assert.NotEqual(QueueMode.Paused, state.Flow.Mode);
        Assert.Equal(state.Starts + 1, e.Start);
        Assert.Equal(job.Attempts + 1, e.Attempt);
        Assert.InRange(e.Worker, 0, state.Limits.Concurrency - 1);
        Assert.True(state.Workers.Count < state.Limits.Concurrency, $"{state.Workers.Count} attempts run and one more starts, {state.Limits.Concurrency} may");
        Assert.DoesNotContain(Invariants.Listed(state, JobStatus.Processing), other => other.Worker == e.Worker);
    }

    // What somebody wanted to stop ends in success or cancelled: it is not retried, buried or given back.
    private static void NotCancelled(QueueState state, JobId id) => Assert.Null(From(state, id, JobStatus.Processing).CancelRequest);

    private static Job From(QueueState state, JobId id, params JobStatus[] statuses)
    {
        var job = state.Find(id);
        Assert.NotNull(job);
        Assert.Contains(job.Status, statuses);
        return job;
    }
}
