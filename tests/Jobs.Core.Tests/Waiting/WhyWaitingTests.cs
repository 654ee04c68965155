using Jobs.Core.Waiting;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Tests.Waiting;

public sealed class WhyWaitingTests
{
    private static readonly ClaimSituation Own = new(Concurrency: 1);
    private static readonly RateLimit OneInTenSeconds = new(1, TimeSpan.FromSeconds(10));

    private readonly QueueUnderTest _queue = new(new QueueSettings { Concurrency = 1 });

    [Fact]
    public void A_scheduled_job_waits_for_its_time()
    {
        _queue.Enqueue(QueueUnderTest.Ask("a") with { Delay = TimeSpan.FromHours(1) });

        Assert.Equal(new JobWaiting("time", "it is to run at 2026-03-01T09:00:00.0000000Z", null, QueueUnderTest.Morning.AddHours(1)), Why(_queue, "a"));
    }

    [Fact]
    public void A_failed_job_waits_for_its_retry()
    {
        _queue.Running("a");
        _queue.Settle("a", new Outcome.Failed(new JobError("no", "not now")));

        Assert.Equal(new JobWaiting("retry", $"it runs again at {_queue["a"].DueAt.UtcDateTime:O}", null, _queue["a"].DueAt), Why(_queue, "a"));
    }

    [Fact]
    public void A_pause_says_who_why_and_until_when()
    {
        _queue.Enqueue("a");
        _queue.Pause("repair", QueueUnderTest.Morning.AddHours(2));

        Assert.Equal(
            new JobWaiting("paused", "the queue is paused by anna until 2026-03-01T10:00:00.0000000Z: repair", 1, QueueUnderTest.Morning.AddHours(2)),
            Why(_queue, "a"));
    }

    [Fact]
    public void A_time_within_a_pause_is_when_the_pause_ends_if_that_is_known()
    {
        _queue.Enqueue(QueueUnderTest.Ask("a") with { Delay = TimeSpan.FromHours(1) });
        _queue.Pause(until: QueueUnderTest.Morning.AddHours(2));
        Assert.Equal(QueueUnderTest.Morning.AddHours(2), Why(_queue, "a")!.ExpectedStartAt);

        _queue.Pause();
        Assert.Equal(("time", (DateTimeOffset?)null), (Why(_queue, "a")!.Reason, Why(_queue, "a")!.ExpectedStartAt));
        Assert.EndsWith(", and the queue is paused by anna", Why(_queue, "a")!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_draining_queue_is_no_reason()
    {
        _queue.Enqueue("a");
        _queue.Drain();

        Assert.Equal("ready", Why(_queue, "a")!.Reason);
    }

    [Fact]
    public void A_host_that_stops_is_one()
    {
        _queue.Enqueue("a");

        Assert.Equal(new JobWaiting("stopping", "the host stops and starts no more jobs", 1), Why(_queue, "a", Own with { IsStopping = true }));
    }

    [Fact]
    public void A_unique_job_names_the_one_that_has_to_end()
    {
        _queue.Running("a", job => job with { UniqueKey = "k" });
        _queue.Enqueue(QueueUnderTest.Ask("b") with { UniqueKey = "k", OnConflict = UniqueConflict.Replace, Payload = JobPayload.Json(2) });

        Assert.Equal(new JobWaiting("unique", "job a of the same unique key has to end first; it is processing"), Why(_queue, "b"));
    }

    [Fact]
    public void A_job_that_crashed_its_host_waits_for_its_turn_and_not_where_workers_are_outside()
    {
        for (var crash = 0; crash < 2; crash++)
        {
            _ = crash == 0 ? _queue.Running("a") : _queue.Start("a");
            _queue.Crash("a");
        }

        _queue.Pass(TimeSpan.FromMinutes(1));
        _queue.BecomeDue();

        Assert.Equal(new JobWaiting("suspect", "its host has crashed 2 times while it ran; of such jobs one runs at a time per host"), Why(_queue, "a"));
        Assert.Equal(("ready", 1), (Why(_queue, "a", Own with { IsExternal = true })!.Reason, Why(_queue, "a", Own with { IsExternal = true })!.Position));
    }

    [Fact]
    public void Behind_busy_workers_the_mean_run_says_when()
    {
        _queue.Running("first");
        _queue.Enqueue("a", "b");

        Assert.Equal(new JobWaiting("queue-concurrency", "the queue runs 1 of at most 1", 2), Why(_queue, "b"));
        Assert.Equal(QueueUnderTest.Morning.AddMinutes(6), Why(_queue, "b", Own with { MeanRun = TimeSpan.FromMinutes(3) })!.ExpectedStartAt);
    }

    [Fact]
    public void Each_limit_has_its_word_and_says_how_much_of_it_is_used()
    {
        Assert.Equal(new JobWaiting("queue-rate", "the queue has started 1 of at most 1 within its window", 1, Opens), Limited(new QueueSettings { RateLimit = OneInTenSeconds }));
        Assert.Equal(new JobWaiting("type-concurrency", "type send runs 1 of at most 1", 1), Limited(OfSend(new JobLimit(1))));
        Assert.Equal(new JobWaiting("type-rate", "type send has started 1 of at most 1 within its window", 1, Opens), Limited(OfSend(new JobLimit(null, OneInTenSeconds))));
        Assert.Equal(new JobWaiting("partition-concurrency", "partition key k runs 1 of at most 1", 1), Limited(new QueueSettings { PartitionLimit = new JobLimit(1) }));
        Assert.Equal(
            new JobWaiting("partition-rate", "partition key k has started 1 of at most 1 within its window", 1, Opens),
            Limited(new QueueSettings { PartitionLimit = new JobLimit(null, OneInTenSeconds) }));
        Assert.Equal(new JobWaiting("fifo", "job first is before it in the line of partition key k", 1), Limited(new QueueSettings { FifoPerKey = true }));
    }

    [Fact]
    public void A_pool_is_named()
    {
        _queue.Enqueue("a");
        Assert.Equal(new JobWaiting("pool", "it waits for a worker of pool mail", 1), Why(_queue, "a", Own with { Pool = "mail" }));

        var routed = new QueueState(new QueueSettings(), [new TypeRoute("pdf", 1, ["send"])]);
        routed.Apply(Assert.IsType<JobAccepted>(Core.Lifecycle.Enqueue.Decide(routed, _queue.Policy, QueueUnderTest.Ask("a"), _queue.Now).Event));
        Assert.Equal("it waits for a worker of pool pdf", WhyWaiting.Of(routed, routed.Find(QueueUnderTest.Id("a"))!, Own, null, _queue.Now)!.Detail);
    }

    [Fact]
    public void What_nothing_holds_back_is_ready()
    {
        _queue.Enqueue("a");

        Assert.Equal(new JobWaiting("ready", "nothing holds it back; its turn comes", 1), Why(_queue, "a"));
        Assert.Equal("nothing holds it back; it waits until a worker claims it", Why(_queue, "a", Own with { IsExternal = true })!.Detail);
    }

    [Fact]
    public void A_job_that_does_not_wait_has_no_reason()
    {
        _queue.Running("a");
        Assert.Null(Why(_queue, "a"));

        _queue.Complete("a");
        Assert.Null(Why(_queue, "a"));
    }

    private static DateTimeOffset Opens => QueueUnderTest.Morning + OneInTenSeconds.Window;

    private static QueueSettings OfSend(JobLimit limit) => new() { TypeLimits = new Dictionary<string, JobLimit> { ["send"] = limit } };

    /// <summary>Of the second of two jobs that are alike, while the first runs.</summary>
    private static JobWaiting? Limited(QueueSettings settings)
    {
        var queue = new QueueUnderTest(settings with { Concurrency = 5 });
        queue.Running("first", job => job with { PartitionKey = "k" });
        queue.State.InFlight.Seal();
        queue.State.InFlight.Confirm(queue.Now);
        queue.Enqueue(QueueUnderTest.Ask("second") with { PartitionKey = "k" });
        return Why(queue, "second", Own with { Concurrency = 5 });
    }

    private static JobWaiting? Why(QueueUnderTest queue, string id, ClaimSituation? situation = null) => WhyWaiting.Of(
        queue.State, queue[id], situation ?? Own, QueuePosition.Of(queue.State, queue[id], situation?.IsExternal ?? false, queue.Now), queue.Now);
}
