using Jobs.Hosting;
using Jobs.Workers;

namespace Jobs.Core.Tests.Lifecycle;

public sealed class FailTests
{
    private const double AlmostOne = 0.999_999_999;

    private static readonly Outcome.Failed Failure = new(new JobError("e", "m"));

    [Fact]
    public void The_queues_backoff_counts_when_the_job_has_none()
    {
        var queue = new QueueUnderTest(new QueueSettings { Retry = Policy(RetryKind.Fixed) with { Delay = TimeSpan.FromSeconds(9) } });
        queue.Running("a");

        Assert.Equal(queue.Now.AddSeconds(9), Assert.IsType<JobFailed>(queue.Settle("a", Failure).Event).RetryAt);
    }

    [Theory]
    [InlineData(RetryKind.Fixed, new[] { 10, 10, 10, 10 })]
    [InlineData(RetryKind.Linear, new[] { 10, 20, 30, 40 })]
    [InlineData(RetryKind.Exponential, new[] { 10, 30, 90, 100 })]
    [InlineData(RetryKind.List, new[] { 5, 7, 7, 7 })]
    public void Each_kind_of_backoff_waits_as_documented_until_no_attempt_is_left(RetryKind kind, int[] seconds)
    {
        var queue = new QueueUnderTest();
        queue.Running("a", job => job with { MaxAttempts = seconds.Length + 1, Retry = Policy(kind) });
        foreach (var wait in seconds)
        {
            Assert.Equal(queue.Now.AddSeconds(wait), Assert.IsType<JobFailed>(queue.Settle("a", Failure).Event).RetryAt);
            queue.Pass(TimeSpan.FromSeconds(wait) - TimeSpan.FromTicks(1));
            Assert.Equal(0, queue.BecomeDue());
            queue.Pass(TimeSpan.FromTicks(1));
            Assert.Equal(1, queue.BecomeDue());
            queue.Start("a");
        }

        Assert.Equal(DeathReason.Exhausted, Assert.IsType<JobDied>(queue.Settle("a", Failure).Event).Reason);
    }

    [Fact]
    public void Jitter_only_lengthens_the_wait_and_not_beyond_its_share()
    {
        var window = (RetryAt(0, 0.5, null), RetryAt(AlmostOne, 0.5, null));

        Assert.Equal(TimeSpan.FromSeconds(10), window.Item1);
        Assert.InRange(window.Item2, TimeSpan.FromSeconds(14.999), TimeSpan.FromSeconds(15));
    }

    [Fact]
    public void Jitter_as_a_time_comes_before_its_share_and_ends_at_the_longest_wait()
    {
        Assert.InRange(RetryAt(AlmostOne, 0.5, TimeSpan.FromSeconds(50)), TimeSpan.FromSeconds(59.999), TimeSpan.FromSeconds(60));
        Assert.Equal(TimeSpan.FromSeconds(100), RetryAt(AlmostOne, 0, TimeSpan.FromDays(365)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(45_000, 45_000)]
    [InlineData(double.MaxValue, 365 * 24 * 3_600_000.0)]
    [InlineData(double.MinValue, 1)]
    public void A_wait_that_code_has_decided_counts_instead_of_the_policy_and_is_kept_in_bounds(double decidedMs, double waitMs)
    {
        var queue = new QueueUnderTest();
        queue.Running("a");
        var decided = decidedMs is double.MaxValue ? TimeSpan.MaxValue : decidedMs is double.MinValue ? TimeSpan.MinValue : TimeSpan.FromMilliseconds(decidedMs);

        Assert.Equal(queue.Now.AddMilliseconds(waitMs), Assert.IsType<JobFailed>(queue.Settle("a", Failure with { RetryAfter = decided }).Event).RetryAt);
    }

    [Fact]
    public void A_wait_that_code_has_decided_grants_no_further_attempt()
    {
        var queue = new QueueUnderTest();
        queue.Running("a", job => job with { MaxAttempts = 1 });

        Assert.Equal(DeathReason.Exhausted, Assert.IsType<JobDied>(queue.Settle("a", Failure with { RetryAfter = TimeSpan.FromSeconds(1) }).Event).Reason);
    }

    [Fact]
    public void Every_failed_attempt_keeps_its_whole_error_and_it_is_the_events_own()
    {
        var queue = new QueueUnderTest();
        queue.Running("a", job => job with { MaxAttempts = 2 });
        var (first, second) = (new JobError("e", "first", "at x"), new JobError("e", "second", "at y"));
        queue.Settle("a", new Outcome.Failed(first));
        queue.RunNow("a");
        queue.Start("a");
        queue.Settle("a", new Outcome.Failed(second));

        var history = queue["a"].History;
        var errors = Enumerable.Range(0, history.Count).Select(step => history[step]).Where(step => step.Error is not null).ToList();
        Assert.Equal([(JobStepKind.Failed, 1, "e: first"), (JobStepKind.Died, 2, "e: second")], errors.Select(step => (step.Kind, step.Attempt, step.Detail!)));
        Assert.Same(first, errors[0].Error);
        Assert.Same(second, errors[1].Error);
    }

    [Fact]
    public void The_last_granted_attempt_that_fails_kills_the_job()
    {
        var queue = new QueueUnderTest();
        queue.Running("a", job => job with { MaxAttempts = 1 });

        Assert.Equal(new JobDied(QueueUnderTest.Id("a"), 1, Failure.Error, DeathReason.Exhausted, queue.Now), queue.Settle("a", Failure).Event);
    }

    [Fact]
    public void Deaths_are_numbered_without_a_gap()
    {
        var queue = new QueueUnderTest();
        foreach (var id in new[] { "a", "b", "c" })
        {
            queue.Running(id, job => job with { MaxAttempts = 1 });
            queue.Settle(id, Failure);
        }

        Assert.Equal([1, 2, 3], queue.State.DeathsOwed.Select(death => death.Number));
    }

    private static RetryPolicy Policy(RetryKind kind) => new()
    {
        Kind = kind,
        Delay = TimeSpan.FromSeconds(10),
        Delays = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(7)],
        Factor = 3,
        Jitter = 0,
        MaxDelay = TimeSpan.FromSeconds(100),
    };

    private static TimeSpan RetryAt(double random, double jitter, TimeSpan? jitterTime)
    {
        var queue = new QueueUnderTest();
        queue.Running("a", job => job with { Retry = Policy(RetryKind.Fixed) with { Jitter = jitter, JitterTime = jitterTime } });
        return Assert.IsType<JobFailed>(queue.Settle("a", Failure, random).Event).RetryAt - queue.Now;
    }
}
