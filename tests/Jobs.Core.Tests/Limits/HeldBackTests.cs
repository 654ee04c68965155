using Jobs.Core.Limits;
using Jobs.Hosting;

namespace Jobs.Core.Tests.Limits;

public sealed class HeldBackTests
{
    private static readonly RateLimit OneInTenSeconds = new(1, TimeSpan.FromSeconds(10));

    [Fact]
    public void A_job_that_no_limit_holds_back_only_waits_for_its_turn() => Assert.Null(Hit(new QueueSettings { Concurrency = 2 }));

    [Fact]
    public void The_queues_own_limits_have_no_name()
    {
        Assert.Equal(new LimitHit(LimitKind.QueueConcurrency, null, 1, 1), Hit(new QueueSettings { Concurrency = 1 }));
        Assert.Equal(new LimitHit(LimitKind.QueueRate, null, 1, 1, Opens), Hit(new QueueSettings { RateLimit = OneInTenSeconds }));
    }

    [Fact]
    public void A_type_is_named()
    {
        Assert.Equal(new LimitHit(LimitKind.TypeConcurrency, "send", 1, 1), Hit(new QueueSettings { TypeLimits = OfSend(new JobLimit(1)) }));
        Assert.Equal(new LimitHit(LimitKind.TypeRate, "send", 1, 1, Opens), Hit(new QueueSettings { TypeLimits = OfSend(new JobLimit(null, OneInTenSeconds)) }));
    }

    [Fact]
    public void A_key_is_named()
    {
        Assert.Equal(new LimitHit(LimitKind.PartitionConcurrency, "a", 1, 1), Hit(new QueueSettings { PartitionLimit = new JobLimit(1) }));
        Assert.Equal(new LimitHit(LimitKind.PartitionRate, "a", 1, 1, Opens), Hit(new QueueSettings { PartitionLimit = new JobLimit(null, OneInTenSeconds) }));
    }

    [Fact]
    public void A_line_names_the_job_that_has_to_end_first() =>
        Assert.Equal(new LimitHit(LimitKind.Fifo, "a", 1, 1, HeldBy: QueueUnderTest.Id("first")), Hit(new QueueSettings { FifoPerKey = true }));

    [Fact]
    public void Of_several_limits_the_narrowest_is_named() => Assert.Equal(
        LimitKind.PartitionConcurrency,
        Hit(new QueueSettings { Concurrency = 1, RateLimit = OneInTenSeconds, PartitionLimit = new JobLimit(1), TypeLimits = OfSend(new JobLimit(1)) })!.Kind);

    private static DateTimeOffset Opens => QueueUnderTest.Morning + OneInTenSeconds.Window;

    private static Dictionary<string, JobLimit> OfSend(JobLimit limit) => new() { ["send"] = limit };

    /// <summary>Of the second of two jobs that are alike, while the first runs.</summary>
    private static LimitHit? Hit(QueueSettings settings)
    {
        var queue = new QueueUnderTest(settings);
        queue.Running("first", job => job with { PartitionKey = "a" });
        queue.State.InFlight.Seal();
        queue.State.InFlight.Confirm(queue.Now);
        queue.Enqueue(QueueUnderTest.Ask("second") with { PartitionKey = "a" });
        return HeldBack.Of(queue.State, settings.Concurrency, queue["second"], queue.Now);
    }
}
