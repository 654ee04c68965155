using Jobs.Hosting;
using Jobs.Workers;

namespace Jobs.Core.Tests.Lifecycle;

/// <summary>What a type says counts after what a job says itself and before what its queue says.</summary>
public sealed class TypePolicyTests
{
    private static readonly Outcome.Failed Failure = new(new JobError("e", "m"));

    [Fact]
    public void A_type_comes_before_the_queue()
    {
        var queue = new QueueUnderTest(new QueueSettings { Retry = Waits(9) }, send: new TypeSettings { Timeout = TimeSpan.FromSeconds(7), MaxAttempts = 2, Retry = Waits(4) });
        var job = queue.Running("a");

        Assert.Equal((TimeSpan.FromSeconds(7), 2), (job.Timeout, job.MaxAttempts));
        Assert.Equal(queue.Now.AddSeconds(4), Assert.IsType<JobFailed>(queue.Settle("a", Failure).Event).RetryAt);
    }

    [Fact]
    public void A_job_comes_before_its_type()
    {
        var queue = new QueueUnderTest(send: new TypeSettings { Timeout = TimeSpan.FromSeconds(7), MaxAttempts = 2, Retry = Waits(4) });
        var job = queue.Running("a", asked => asked with { Timeout = TimeSpan.FromSeconds(1), MaxAttempts = 9, Retry = Waits(1) });

        Assert.Equal((TimeSpan.FromSeconds(1), 9), (job.Timeout, job.MaxAttempts));
        Assert.Equal(queue.Now.AddSeconds(1), Assert.IsType<JobFailed>(queue.Settle("a", Failure).Event).RetryAt);
    }

    [Fact]
    public void What_a_type_does_not_say_is_the_queues_affair()
    {
        var queue = new QueueUnderTest(new QueueSettings { MaxAttempts = 8, Retry = Waits(9) }, send: new TypeSettings { Timeout = TimeSpan.FromSeconds(7) });
        var job = queue.Running("a");

        Assert.Equal(8, job.MaxAttempts);
        Assert.Equal(queue.Now.AddSeconds(9), Assert.IsType<JobFailed>(queue.Settle("a", Failure).Event).RetryAt);
    }

    [Fact]
    public void Another_type_is_not_concerned()
    {
        var queue = new QueueUnderTest(send: new TypeSettings { MaxAttempts = 2 });

        Assert.Equal(new QueueSettings().MaxAttempts, queue.Running("a", asked => asked with { Type = "other" }).MaxAttempts);
    }

    [Fact]
    public void A_type_may_lift_the_queues_limit_in_time()
    {
        var queue = new QueueUnderTest(new QueueSettings { RetryFor = TimeSpan.FromSeconds(1), Retry = Waits(5) }, send: new TypeSettings { RetryFor = QueueSettings.NoRetryFor });
        queue.Running("a");

        Assert.IsType<JobFailed>(queue.Settle("a", Failure).Event);
    }

    private static RetryPolicy Waits(int seconds) => new() { Kind = RetryKind.Fixed, Delay = TimeSpan.FromSeconds(seconds), Jitter = 0 };
}
