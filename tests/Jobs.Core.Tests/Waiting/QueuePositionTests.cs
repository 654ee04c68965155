using Jobs.Core.Waiting;
using Jobs.Hosting;

namespace Jobs.Core.Tests.Waiting;

public sealed class QueuePositionTests
{
    private readonly QueueUnderTest _queue = new(new QueueSettings { Concurrency = 1 });

    [Fact]
    public void Priority_then_age_give_the_place()
    {
        _queue.Enqueue("a", "b", "c");
        _queue.Enqueue(QueueUnderTest.Ask("urgent") with { Priority = 0 });

        Assert.Equal([2, 3, 4, 1], new[] { "a", "b", "c", "urgent" }.Select(id => Position(_queue, id)));
    }

    [Fact]
    public void The_place_is_the_order_in_which_claims_start_the_jobs_also_after_some_have_left_and_come_back()
    {
        var random = new Random(7);
        var ids = Enumerable.Range(0, 60).Select(i => $"job-{i}").ToList();
        foreach (var id in ids)
            _queue.Enqueue(QueueUnderTest.Ask(id) with { Priority = random.Next(3), Delay = random.Next(3) == 0 ? TimeSpan.FromMinutes(1) : null });
        foreach (var id in ids.Where(_ => random.Next(5) == 0))
            _queue.Cancel(id);
        foreach (var id in ids.Where(id => _queue[id].Status == JobStatus.Pending && random.Next(4) == 0))
            _queue.Change(id, priority: random.Next(3));
        _queue.Pass(TimeSpan.FromMinutes(1));
        _queue.BecomeDue();
        foreach (var id in ids.Where(id => _queue[id].Status == JobStatus.Pending && random.Next(4) == 0))
            _queue.Cancel(id);

        var ready = ids.Where(id => _queue[id].Status == JobStatus.Pending).ToDictionary(id => id, id => Position(_queue, id)!.Value);
        for (var turn = 1; turn <= ready.Count; turn++)
        {
            var started = Assert.IsType<JobStarted>(_queue.Claim().Event).Id.ToString();
            Assert.Equal(turn, ready[started]);
            _queue.Complete(started);
        }
    }

    [Fact]
    public void Those_that_other_limits_hold_back_are_not_before_it()
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 2, PartitionLimit = new JobLimit(1) });
        queue.Running("running", job => job with { PartitionKey = "full" });
        Enqueue(queue, "full", "full-1", "full-2");
        Enqueue(queue, "free", "free-1", "free-2");

        Assert.Equal([1, 2, 1, 2], new[] { "full-1", "full-2", "free-1", "free-2" }.Select(id => Position(queue, id)));
    }

    [Fact]
    public void Of_another_line_only_the_first_is_before_it()
    {
        var queue = new QueueUnderTest(new QueueSettings { Concurrency = 1, FifoPerKey = true });
        Enqueue(queue, "x", "x-1", "x-2", "x-3");
        Enqueue(queue, "y", "y-1", "y-2");

        Assert.Equal([1, 2, 3, 2, 3], new[] { "x-1", "x-2", "x-3", "y-1", "y-2" }.Select(id => Position(queue, id)));
    }

    [Fact]
    public void What_is_not_ready_has_none()
    {
        _queue.Running("running");
        _queue.Enqueue(QueueUnderTest.Ask("later") with { Delay = TimeSpan.FromMinutes(1) });

        Assert.Null(Position(_queue, "running"));
        Assert.Null(Position(_queue, "later"));
    }

    [Fact]
    public void Too_far_back_is_not_counted_and_the_front_of_the_same_backlog_is()
    {
        _queue.Enqueue([.. Enumerable.Range(1, 10).Select(i => $"job-{i}")]);

        Assert.Equal(5, QueuePosition.Of(_queue.State, _queue["job-5"], isExternal: false, _queue.Now, lookedAtMax: 4));
        Assert.Null(QueuePosition.Of(_queue.State, _queue["job-6"], isExternal: false, _queue.Now, lookedAtMax: 4));
    }

    private static void Enqueue(QueueUnderTest queue, string key, params string[] ids)
    {
        foreach (var id in ids)
            queue.Enqueue(QueueUnderTest.Ask(id) with { PartitionKey = key });
    }

    private static int? Position(QueueUnderTest queue, string id) => QueuePosition.Of(queue.State, queue[id], isExternal: false, queue.Now);
}
