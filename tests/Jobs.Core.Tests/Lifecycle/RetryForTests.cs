using Jobs.DeadLetters;
using Jobs.Hosting;
using Jobs.Workers;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class RetryForTests
{
    private static readonly Outcome.Failed Failure = new(new JobError("e", "m"));

    [Fact]
    public void A_retry_exactly_at_the_limit_is_granted_and_one_tick_later_the_job_expires()
    {
        var queue = Queue();
        queue.Running("a");
        queue.Pass(TimeSpan.FromSeconds(50));
        Assert.Equal(queue.Now.AddSeconds(10), Assert.IsType<JobFailed>(queue.Settle("a", Failure).Event).RetryAt);

        queue.Running("b");
        queue.Pass(TimeSpan.FromSeconds(50) + TimeSpan.FromTicks(1));
        Assert.Equal(new JobDied(QueueUnderTest.Id("b"), 1, Failure.Error, DeathReason.Expired, queue.Now), queue.Settle("b", Failure).Event);
    }

    [Fact]
    public void The_last_granted_attempt_exhausts_the_job_whatever_its_age()
    {
        var queue = Queue();
        queue.Running("a", job => job with { MaxAttempts = 1 });
        queue.Pass(TimeSpan.FromDays(1));

        Assert.Equal(DeathReason.Exhausted, Assert.IsType<JobDied>(queue.Settle("a", Failure).Event).Reason);
    }

    [Fact]
    public void The_time_before_a_job_was_to_run_does_not_count()
    {
        var queue = Queue();
        queue.Enqueue(QueueUnderTest.Ask("a") with { Delay = TimeSpan.FromHours(1) });
        queue.Pass(TimeSpan.FromHours(1));
        queue.BecomeDue();
        queue.Start("a");

        Assert.IsType<JobFailed>(queue.Settle("a", Failure).Event);
    }

    [Fact]
    public void A_snooze_is_no_failure_but_its_time_counts()
    {
        var queue = Queue();
        queue.Running("a");
        Assert.IsType<JobSnoozed>(queue.Settle("a", new Outcome.Snoozed(TimeSpan.FromHours(2))).Event);
        queue.Pass(TimeSpan.FromHours(2));
        queue.BecomeDue();
        queue.Start("a");

        Assert.Equal(DeathReason.Expired, Assert.IsType<JobDied>(queue.Settle("a", Failure).Event).Reason);
    }

    [Fact]
    public void A_shutdown_and_a_crash_expire_nothing()
    {
        var queue = Queue();
        queue.Running("a");
        queue.Pass(TimeSpan.FromHours(2));

        Assert.IsType<JobInterrupted>(queue.Settle("a", Outcome.Interrupted.Instance).Event);
        queue.Start("a");
        Assert.IsType<JobInterrupted>(queue.Crash("a"));
        Assert.Equal(0, queue["a"].Attempts);
    }

    [Fact]
    public void A_replay_and_a_rerun_count_anew()
    {
        var queue = Queue();
        queue.Running("a");
        queue.Die("a");
        queue.Running("b");
        queue.Complete("b");
        queue.Pass(TimeSpan.FromHours(2));

        queue.Apply(Core.Lifecycle.TakeReturn.Decide(queue.State, new LetterReturn(1, QueueUnderTest.Id("a"), Deleted: false, null, Cause.Queue), queue.Now));
        queue.Start("a");
        queue.RunNow("b");
        queue.Start("b");

        Assert.IsType<JobFailed>(queue.Settle("a", Failure).Event);
        Assert.IsType<JobFailed>(queue.Settle("b", Failure).Event);
    }

    private static QueueUnderTest Queue() => new(new QueueSettings
    {
        Concurrency = 2,
        RetryFor = TimeSpan.FromMinutes(1),
        Retry = new RetryPolicy { Kind = RetryKind.Fixed, Delay = TimeSpan.FromSeconds(10), Jitter = 0 },
    });
}
