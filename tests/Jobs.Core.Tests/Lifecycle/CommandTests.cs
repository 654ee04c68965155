using Jobs.Core.Lifecycle;
using Jobs.Messages;

namespace Jobs.Core.Tests.Lifecycle;

/// <summary>What operators may ask of a job, status by status.</summary>
public sealed class CommandTests
{
    private readonly QueueUnderTest _queue = new();

    public static TheoryData<JobStatus> Statuses => [.. Enum.GetValues<JobStatus>()];

    public static TheoryData<string?, string, string> Unstorable => new() { { null, "", "by" }, { "\ud800", "", "by" }, { "anna", "\ud800", "traceParent" } };

    [Theory]
    [MemberData(nameof(Statuses))]
    public void A_job_that_waits_is_cancelled_one_that_runs_is_told_to_stop_a_cancelled_one_stays_so_the_rest_is_refused(JobStatus status)
    {
        JobIn(status);
        var decision = _queue.Cancel("a");

        if (status.IsWaiting())
            Assert.Equal(new JobCancelled(QueueUnderTest.Id("a"), new Cause("anna", ""), _queue.Now), decision.Event);
        else if (status == JobStatus.Processing)
            Assert.Equal(new JobCancelRequested(QueueUnderTest.Id("a"), new Cause("anna", ""), _queue.Now), decision.Event);
        else if (status == JobStatus.Cancelled)
            Assert.Equal(Decision.Nothing, decision);
        else
            AssertRefused(decision, status);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Run_now_makes_a_waiting_job_due_and_runs_an_ended_one_again(JobStatus status)
    {
        JobIn(status);
        var decision = _queue.RunNow("a");

        if (status is JobStatus.Scheduled or JobStatus.Failed)
            Assert.Equal(new JobBecameDue(QueueUnderTest.Id("a"), new Cause("anna", ""), _queue.Now), decision.Event);
        else if (status is JobStatus.Completed or JobStatus.Cancelled)
            Assert.Equal(new JobRerun(QueueUnderTest.Id("a"), new Cause("anna", ""), _queue.Now), decision.Event);
        else
            AssertRefused(decision, status);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Only_what_completed_or_was_cancelled_is_removed(JobStatus status)
    {
        JobIn(status);
        var decision = _queue.Remove("a");

        if (status is JobStatus.Completed or JobStatus.Cancelled)
        {
            Assert.Equal(new JobRemoved(QueueUnderTest.Id("a"), new Cause("anna", ""), _queue.Now), decision.Event);
            Assert.Equal((0, 0, 0), (_queue.State.Jobs.Count, _queue.State.Completed, _queue.State.Cancelled));
        }
        else
        {
            AssertRefused(decision, status);
        }
    }

    [Fact]
    public void A_job_that_runs_again_has_all_its_attempts_and_no_result()
    {
        JobIn(JobStatus.Completed);
        _queue.RunNow("a");

        Assert.Equal((JobStatus.Pending, 0, null, null), (_queue["a"].Status, _queue["a"].Attempts, _queue["a"].Result, _queue["a"].EndedAt));
        Assert.Equal(0, _queue.State.Completed);
    }

    [Fact]
    public void Who_asked_stands_in_the_history()
    {
        JobIn(JobStatus.Scheduled);
        _queue.RunNow("a");
        _queue.Cancel("a");

        Assert.Equal(
            [(JobStepKind.Enqueued, ""), (JobStepKind.Due, "anna"), (JobStepKind.Cancelled, "anna")],
            Enumerable.Range(0, 3).Select(step => (_queue["a"].History[step].Kind, _queue["a"].History[step].By)));
    }

    [Theory]
    [MemberData(nameof(Unstorable), DisableDiscoveryEnumeration = true)]
    public void A_command_whose_sender_can_not_be_stored_is_refused(string? by, string trace, string field)
    {
        JobIn(JobStatus.Cancelled);
        var (job, id, now) = (_queue["a"], QueueUnderTest.Id("a"), _queue.Now);

        Assert.Equal(field, Cancel.Decide(job, new CancelJob(null, id, by!, trace), now).Refusal?.Field);
        Assert.Equal(field, RunNow.Decide(job, new RetryJob(null, id, by!, trace), now).Refusal?.Field);
        Assert.Equal(field, Remove.Decide(job, new DeleteJob(null, id, by!, trace), now).Refusal?.Field);
    }

    private static void AssertRefused(Decision decision, JobStatus status)
    {
        Assert.Null(decision.Event);
        Assert.Equal(Refusal.Codes.InvalidState, decision.Refusal?.Code);
        Assert.Contains($"is {status.Name()} and can not be", decision.Refusal!.Detail, StringComparison.Ordinal);
    }

    private void JobIn(JobStatus status)
    {
        if (status is JobStatus.Pending or JobStatus.Cancelled)
            _queue.Enqueue("a");
        else if (status == JobStatus.Scheduled)
            _queue.Enqueue(QueueUnderTest.Ask("a") with { Delay = TimeSpan.FromHours(1) });
        else
            _queue.Running("a");

        switch (status)
        {
            case JobStatus.Failed: _queue.Settle("a", new Workers.Outcome.Failed(new JobError("e", "m"))); break;
            case JobStatus.Completed: _queue.Settle("a", new Workers.Outcome.Succeeded(JobPayload.Json(1))); break;
            case JobStatus.Dead: _queue.Die("a"); break;
            case JobStatus.Cancelled: _queue.Cancel("a"); break;
        }

        Assert.Equal(status, _queue["a"].Status);
    }
}
