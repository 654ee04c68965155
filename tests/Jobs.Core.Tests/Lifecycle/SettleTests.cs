using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class SettleTests
{
    private static readonly JobError Error = new("IOException", "disk full", "at X");

    private readonly QueueUnderTest _queue = new();

    [Fact]
    public void A_success_completes_the_job_and_keeps_its_result()
    {
        _queue.Running("a");
        var result = JobPayload.Json("done");

        Assert.Equal(new JobCompleted(QueueUnderTest.Id("a"), result, _queue.Now), _queue.Settle("a", new Outcome.Succeeded(result)).Event);
        Assert.Equal((JobStatus.Completed, result, _queue.Now), (_queue["a"].Status, _queue["a"].Result, _queue["a"].EndedAt));
    }

    [Fact]
    public void A_failure_with_an_attempt_left_waits_for_its_retry()
    {
        _queue.Running("a");

        Assert.Equal(new JobFailed(QueueUnderTest.Id("a"), Error, _queue.Now.AddSeconds(1), _queue.Now), _queue.Settle("a", new Outcome.Failed(Error)).Event);
        Assert.Equal((JobStatus.Failed, 1, Error), (_queue["a"].Status, _queue["a"].Attempts, _queue["a"].LastError));
    }

    [Fact]
    public void A_rejection_kills_the_job_whatever_attempts_are_left()
    {
        _queue.Running("a");

        Assert.Equal(new JobDied(QueueUnderTest.Id("a"), 1, Error, DeathReason.Rejected, _queue.Now), _queue.Settle("a", new Outcome.Rejected(Error)).Event);
    }

    [Fact]
    public void A_snooze_gives_the_attempt_back_and_waits()
    {
        _queue.Running("a");

        Assert.Equal(new JobSnoozed(QueueUnderTest.Id("a"), _queue.Now.AddMinutes(3), _queue.Now), _queue.Settle("a", new Outcome.Snoozed(TimeSpan.FromMinutes(3))).Event);
        Assert.Equal((JobStatus.Scheduled, 0), (_queue["a"].Status, _queue["a"].Attempts));
    }

    [Fact]
    public void A_snooze_is_held_within_its_bounds()
    {
        _queue.Running("a");
        _queue.Settle("a", new Outcome.Snoozed(TimeSpan.FromSeconds(-5)));
        Assert.Equal(_queue.Now, _queue["a"].DueAt);

        _queue.Running("b");
        _queue.Settle("b", new Outcome.Snoozed(TimeSpan.MaxValue));
        Assert.Equal(_queue.Now + JobBounds.DelayMax, _queue["b"].DueAt);
    }

    [Fact]
    public void A_shutdown_gives_the_attempt_back_and_counts_no_crash()
    {
        _queue.Running("a");

        Assert.Equal(new JobInterrupted(QueueUnderTest.Id("a"), Crashed: false, Until: null, _queue.Now), _queue.Settle("a", Outcome.Interrupted.Instance).Event);
        Assert.Equal((JobStatus.Pending, 0, 0), (_queue["a"].Status, _queue["a"].Attempts, _queue["a"].Crashes));
    }

    [Fact]
    public void An_outcome_that_comes_twice_changes_nothing()
    {
        var report = new WorkerReport(new AttemptKey(QueueUnderTest.Id("a"), _queue.Running("a").Start), new Outcome.Failed(Error));
        _queue.Settle(report);

        Assert.Equal(Refusal.Codes.InvalidState, _queue.Settle(report).Refusal?.Code);
    }

    [Fact]
    public void An_outcome_of_an_attempt_that_was_given_up_changes_nothing_though_the_job_runs_again()
    {
        var late = new AttemptKey(QueueUnderTest.Id("a"), _queue.Running("a").Start);
        _queue.Crash("a");
        _queue.Start("a");

        Assert.Equal(Refusal.Codes.InvalidState, _queue.Settle(new WorkerReport(late, Outcome.Succeeded.WithoutResult)).Refusal?.Code);
        Assert.Equal(JobStatus.Processing, _queue["a"].Status);
    }

    [Fact]
    public void An_outcome_of_an_unknown_job_changes_nothing() =>
        Assert.NotNull(_queue.Settle(new WorkerReport(new AttemptKey(QueueUnderTest.Id("x"), 1), Outcome.Succeeded.WithoutResult)).Refusal);
}
