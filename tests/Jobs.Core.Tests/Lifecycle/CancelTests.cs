using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Tests.Lifecycle;

/// <summary>How a job ends that somebody cancelled while it ran.</summary>
public sealed class CancelTests
{
    private static readonly Cause _anna = new("anna", "");

    private readonly QueueUnderTest _queue = new();

    public static TheoryData<string> Unsuccessful => ["failed", "last-failed", "rejected", "snoozed", "interrupted", "crashed", "crashed-at-the-limit"];

    [Fact]
    public void One_that_succeeds_all_the_same_is_completed_and_its_history_shows_who_wanted_it_stopped()
    {
        _queue.Running("a");
        _queue.Cancel("a");
        _queue.Complete("a");

        Assert.Equal(JobStatus.Completed, _queue["a"].Status);
        var steps = Enumerable.Range(0, _queue["a"].History.Count).Select(step => _queue["a"].History[step]);
        Assert.Contains(steps, step => step is { Kind: JobStepKind.CancelRequested, By: "anna", Attempt: 1 });
    }

    [Theory]
    [MemberData(nameof(Unsuccessful))]
    public void One_that_does_not_succeed_is_cancelled_by_whoever_asked_first(string end)
    {
        _queue.Running("a", job => end == "last-failed" ? job with { MaxAttempts = 1 } : job);
        for (var crash = 1; end == "crashed-at-the-limit" && crash < _queue.Policy.CrashLimit; crash++)
        {
            _queue.Crash("a");
            _queue.Pass(TimeSpan.FromHours(1));
            _queue.BecomeDue();
            _queue.Start("a");
        }

        _queue.Cancel("a");
        var again = Jobs.Core.Lifecycle.Cancel.Decide(_queue["a"], new CancelJob(null, QueueUnderTest.Id("a"), "bert"), _queue.Now);
        var e = end switch
        {
            "crashed" or "crashed-at-the-limit" => _queue.Crash("a"),
            "rejected" => _queue.Settle("a", new Outcome.Rejected(new JobError("no", "never"))).Event,
            "snoozed" => _queue.Settle("a", new Outcome.Snoozed(TimeSpan.FromSeconds(1))).Event,
            "interrupted" => _queue.Settle("a", Outcome.Interrupted.Instance).Event,
            _ => _queue.Settle("a", new Outcome.Failed(new JobError("e", "m"))).Event,
        };

        Assert.Equal(Decision.Nothing, again);
        Assert.Equal(new JobCancelled(QueueUnderTest.Id("a"), _anna, _queue.Now), e);
        Assert.Equal((JobStatus.Cancelled, 1L, 0), (_queue["a"].Status, _queue.State.Cancelled, _queue.State.Workers.Count));
    }

    [Fact]
    public void A_job_that_runs_again_is_not_to_stop_any_more()
    {
        _queue.Running("a");
        _queue.Cancel("a");
        _queue.Settle("a", Outcome.Interrupted.Instance);
        _queue.RunNow("a");
        _queue.Start("a");

        Assert.IsType<JobFailed>(_queue.Settle("a", new Outcome.Failed(new JobError("e", "m"))).Event);
    }
}
