using Jobs.Core.Limits;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Core.Tests.Limits;

public sealed class LaneTests
{
    [Fact]
    public void A_saturated_key_does_not_block_the_others_and_keeps_its_order()
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 10, PartitionLimit = new JobLimit(1) });
        Enqueue(queue, ("a1", "a"), ("a2", "a"), ("a3", "a"), ("b1", "b"), ("none1", null), ("none2", null));

        Assert.Equal(["a1", "b1", "none1", "none2"], Started(queue));
        queue.Complete("a1");
        Assert.Equal(["a2"], Started(queue));
    }

    [Fact]
    public void Of_those_that_a_type_holds_back_the_most_urgent_goes_first_when_there_is_room()
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 10, TypeLimits = new Dictionary<string, JobLimit> { ["send"] = new(1) }, PartitionLimit = new JobLimit(5) });
        Enqueue(queue, ("a", "a"), ("b", "b"), ("c", "c"));
        Assert.Equal(["a"], Started(queue));
        queue.Enqueue(QueueUnderTest.Ask("urgent") with { PartitionKey = "d", Priority = JobPriority.Critical });

        foreach (var next in new[] { "urgent", "b", "c" })
        {
            queue.Complete(queue.State[JobStatus.Processing].Newest!.Id.ToString());
            Assert.Equal([next], Started(queue));
        }
    }

    [Fact]
    public void Room_that_the_first_of_those_waiting_cannot_use_goes_to_the_next()
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 10, TypeLimits = new Dictionary<string, JobLimit> { ["send"] = new(1) }, PartitionLimit = new JobLimit(1) });
        queue.Running("blocks-type", job => job with { PartitionKey = "x" });
        queue.Running("blocks-key", job => job with { Type = "other", PartitionKey = "a" });
        queue.Enqueue(QueueUnderTest.Ask("needs-both") with { PartitionKey = "a" });
        queue.Enqueue(QueueUnderTest.Ask("needs-key") with { PartitionKey = "a", Type = "other" });
        Assert.Empty(Started(queue));

        queue.Complete("blocks-key");
        Assert.Equal(["needs-key"], Started(queue));
    }

    [Fact]
    public void A_more_urgent_job_that_came_to_wait_later_goes_before_one_that_was_woken_and_not_looked_at_yet()
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 2, TypeLimits = new Dictionary<string, JobLimit> { ["send"] = new(1) }, PartitionLimit = new JobLimit(5) });
        Add("first", "send", "x", 5);
        Add("woken", "send", "w", 5);
        Assert.Equal(["first"], Started(queue));
        queue.Complete("first");
        Add("other", "other", "y", 0);
        Assert.Equal(QueueUnderTest.Id("other"), ((JobStarted)queue.Claim().Event!).Id);
        Add("urgent-1", "send", "u", 0);
        Add("urgent-2", "send", "u", 0);
        Assert.Equal(["urgent-1"], Started(queue));
        queue.Complete("other");
        Add("between", "other", "y", 1);
        Assert.Equal(["between"], Started(queue));

        queue.Complete("urgent-1");

        Assert.Equal(["urgent-2"], Started(queue));

        void Add(string id, string type, string key, int priority) => queue.Enqueue(QueueUnderTest.Ask(id) with { Type = type, PartitionKey = key, Priority = priority });
    }

    [Fact]
    public void Room_of_a_key_is_not_kept_for_jobs_whose_own_workers_are_busy()
    {
        var settings = new QueueSettings { Concurrency = 2, PartitionLimit = new JobLimit(1) };
        var (state, policy) = (new QueueState(settings, [new TypeRoute("pdf", 1, ["render"])]), new QueuePolicy(QueueUnderTest.Name, settings, 3, 1024));
        var now = QueueUnderTest.Morning;
        foreach (var (id, type) in new[] { ("runs", "send"), ("routed", "render"), ("own", "send") })
            state.Apply(Core.Lifecycle.Enqueue.Decide(state, policy, QueueUnderTest.Ask(id) with { Type = type, PartitionKey = "a" }, now).Event!);
        var started = (JobStarted)Core.Lifecycle.Claim.Decide(state, worker: 0, suspectAllowed: false, now).Event!;
        state.Apply(started);
        Assert.Equal(0, Core.Lifecycle.Claim.CouldStart(state, state.Crews.Routed[0], suspectAllowed: false, now));
        Assert.Null(Core.Lifecycle.Claim.Decide(state, worker: 1, suspectAllowed: false, now).Event);

        state.Apply(new JobCompleted(started.Id, null, now));

        // The routed job is older, but its pool has nobody free.
        Assert.Equal(QueueUnderTest.Id("own"), ((JobStarted)Core.Lifecycle.Claim.Decide(state, worker: 0, suspectAllowed: false, now).Event!).Id);
        Assert.Equal(1, Core.Lifecycle.Claim.CouldStart(state, state.Crews.Routed[0], suspectAllowed: false, now));
    }

    [Fact]
    public void A_rate_of_a_key_wakes_the_queue_when_it_opens()
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 10, PartitionLimit = new JobLimit(null, new RateLimit(1, TimeSpan.FromSeconds(10))) });
        Enqueue(queue, ("a1", "a"), ("a2", "a"), ("b1", "b"));
        Assert.Equal(["a1", "b1"], Started(queue));
        queue.State.InFlight.Seal();
        queue.Pass(TimeSpan.FromSeconds(1));
        queue.State.InFlight.Confirm(queue.Now);

        Assert.Empty(Started(queue));
        Assert.Equal(queue.Now + TimeSpan.FromSeconds(10), NextWake.Of(queue.State, queue.Now));
        queue.Pass(TimeSpan.FromSeconds(10));
        Assert.Null(NextWake.Of(queue.State, queue.Now));
        Assert.Equal(["a2"], Started(queue));
    }

    [Fact]
    public void A_hundred_thousand_keys_are_served_in_order_and_forgotten_when_they_are_done()
    {
        const int Keys = 100_000;
        var settings = new QueueSettings { Concurrency = 1, TypeLimits = new Dictionary<string, JobLimit> { ["send"] = new(1) }, PartitionLimit = new JobLimit(1) };
        var (state, policy) = (new QueueState(settings), new QueuePolicy(QueueUnderTest.Name, settings, 3, 1024));
        var now = QueueUnderTest.Morning;
        for (var i = 0; i < Keys; i++)
            state.Apply(Core.Lifecycle.Enqueue.Decide(state, policy, QueueUnderTest.Ask($"job-{i}") with { PartitionKey = $"key-{i}" }, now).Event!);
        Assert.Equal(Keys, state.LimitedKeys);

        // Two places and a type that has one: at each step all the others are held back, and only the next is looked at.
        for (var i = 0; i < Keys; i++)
        {
            var started = (JobStarted)Core.Lifecycle.Claim.Decide(state, worker: 0, suspectAllowed: true, now).Event!;
            Assert.Equal($"job-{i}", started.Id.ToString());
            state.Apply(started);
            Assert.Null(Core.Lifecycle.Claim.Decide(state, worker: 1, suspectAllowed: true, now).Event);
            state.Apply(Core.Lifecycle.Settle.Decide(state, policy, new WorkerReport(new AttemptKey(started.Id, started.Start), Outcome.Succeeded.WithoutResult), now, 0).Event!);
        }

        Assert.Equal(0, state.LimitedKeys);
    }

    [Fact]
    public void A_key_with_a_rate_is_remembered_as_long_as_its_window_and_no_longer()
    {
        var queue = new QueueUnderTest(new QueueSettings { PartitionLimit = new JobLimit(null, new RateLimit(1, TimeSpan.FromSeconds(10))) });
        Enqueue(queue, ("a1", "a"));
        Started(queue);
        queue.State.InFlight.Seal();
        queue.State.InFlight.Confirm(queue.Now);
        queue.Complete("a1");

        Assert.Equal(1, queue.State.LimitedKeys);
        queue.Pass(TimeSpan.FromSeconds(10));
        queue.Claim();
        Assert.Equal(0, queue.State.LimitedKeys);
    }

    [Fact]
    public void A_line_goes_by_arrival_and_priority_only_decides_between_keys()
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 10, FifoPerKey = true });
        Enqueue(queue, ("a1", "a"), ("b1", "b"));
        queue.Enqueue(QueueUnderTest.Ask("a2") with { PartitionKey = "a", Priority = JobPriority.Critical });
        queue.Enqueue(QueueUnderTest.Ask("c1") with { PartitionKey = "c", Priority = JobPriority.Critical });

        Assert.Equal(["c1", "a1", "b1"], Started(queue));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_job_that_has_started_holds_its_line_until_it_has_ended(bool isCancelled)
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 10, FifoPerKey = true });
        Enqueue(queue, ("first", "a"), ("second", "a"));
        Started(queue);
        queue.Settle("first", new Outcome.Snoozed(TimeSpan.FromMinutes(1)));
        queue.Enqueue(QueueUnderTest.Ask("other") with { PartitionKey = "b" });

        Assert.Equal(["other"], Started(queue));
        Assert.Equal(queue["first"].Id, HeldBack.Of(queue.State, 10, queue["second"], queue.Now)!.HeldBy);
        if (isCancelled)
        {
            queue.Cancel("first");
            Assert.Equal(["second"], Started(queue));
            return;
        }

        queue.Pass(TimeSpan.FromMinutes(1));
        queue.BecomeDue();
        Assert.Equal(["first"], Started(queue));
        queue.Die("first");
        Assert.Equal(["second"], Started(queue));
    }

    [Fact]
    public void A_delayed_job_does_not_hold_its_key_up_before_its_time()
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 10, FifoPerKey = true });
        queue.Enqueue(QueueUnderTest.Ask("later") with { PartitionKey = "a", Delay = TimeSpan.FromMinutes(1) });
        Enqueue(queue, ("now", "a"), ("then", "a"));

        Assert.Equal(["now"], Started(queue));
        queue.Pass(TimeSpan.FromMinutes(1));
        queue.BecomeDue();
        queue.Complete("now");
        Assert.Equal(["later"], Started(queue));
    }

    private static void Enqueue(QueueUnderTest queue, params (string Id, string? Key)[] jobs)
    {
        foreach (var (id, key) in jobs)
            queue.Enqueue(QueueUnderTest.Ask(id) with { PartitionKey = key });
    }

    private static List<string> Started(QueueUnderTest queue)
    {
        var ids = new List<string>();
        while (queue.Claim().Event is JobStarted started)
            ids.Add(started.Id.ToString());
        return ids;
    }
}
