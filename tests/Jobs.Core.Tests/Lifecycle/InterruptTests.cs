using Jobs.Workers;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class InterruptTests
{
    private readonly QueueUnderTest _queue = new();

    [Fact]
    public void After_its_first_crash_a_job_is_ready_again_at_once_with_its_attempt_back()
    {
        _queue.Running("a");

        Assert.Equal(new JobInterrupted(QueueUnderTest.Id("a"), Crashed: true, Until: null, _queue.Now), _queue.Crash("a"));
        Assert.Equal((JobStatus.Pending, 0, 1, false), (_queue["a"].Status, _queue["a"].Attempts, _queue["a"].Crashes, _queue["a"].IsSuspect));
    }

    [Fact]
    public void After_its_second_crash_it_waits_and_stands_apart_from_the_others()
    {
        CrashTwice();

        Assert.Equal((JobStatus.Failed, 0, 2, _queue.Now.AddSeconds(2)), (_queue["a"].Status, _queue["a"].Attempts, _queue["a"].Crashes, _queue["a"].DueAt));
        _queue.Pass(TimeSpan.FromSeconds(2));
        _queue.BecomeDue();
        Assert.Equal((0, 1), (_queue.State.Ready.Count, _queue.State.Suspects.Count));
    }

    [Fact]
    public void The_third_crash_convicts_the_one_that_ran()
    {
        CrashTwice();
        _queue.Pass(TimeSpan.FromMinutes(1));
        _queue.BecomeDue();
        _queue.Start("a");

        var died = Assert.IsType<JobDied>(_queue.Crash("a"));
        Assert.Equal((DeathReason.Crashed, 1, "crashed"), (died.Reason, died.Number, died.Error.Type));
        Assert.Equal((JobStatus.Dead, 3), (_queue["a"].Status, _queue["a"].Crashes));
    }

    [Fact]
    public void A_limit_of_one_crash_convicts_at_once()
    {
        var queue = new QueueUnderTest(crashLimit: 1);
        queue.Running("a");

        Assert.IsType<JobDied>(queue.Crash("a"));
    }

    [Fact]
    public void A_crash_costs_no_attempt_of_those_granted()
    {
        _queue.Running("a", job => job with { MaxAttempts = 1 });
        _queue.Crash("a");
        _queue.Start("a");

        Assert.Equal(1, _queue["a"].Attempts);
        Assert.IsType<JobCompleted>(_queue.Settle("a", Outcome.Succeeded.WithoutResult).Event);
    }

    [Fact]
    public void A_suspect_that_fails_in_the_usual_way_stays_a_suspect_until_it_is_replayed()
    {
        CrashTwice();
        _queue.Pass(TimeSpan.FromMinutes(1));
        _queue.BecomeDue();
        _queue.Start("a");
        _queue.Settle("a", new Outcome.Failed(new JobError("e", "m")));
        Assert.True(_queue["a"].IsSuspect);

        _queue.RunNow("a");
        _queue.Start("a");
        _queue.Die("a");
        _queue.Apply(new JobReplayed(QueueUnderTest.Id("a"), 1, null, Cause.Queue, _queue.Now));
        Assert.Equal((0, 1, 1), (_queue["a"].Crashes, _queue["a"].Replays, _queue.State.Ready.Count));
    }

    private void CrashTwice()
    {
        _queue.Running("a");
        _queue.Crash("a");
        _queue.Start("a");
        _queue.Crash("a");
    }
}
