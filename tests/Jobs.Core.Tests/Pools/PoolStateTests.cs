using Jobs.Hosting;
using Jobs.Pools;

namespace Jobs.Core.Tests.Pools;

public sealed class PoolStateTests
{
    private static readonly string[] _queues = ["critical", "default", "low"];

    [Fact]
    public void The_first_queue_in_order_gets_every_worker_that_it_wants_before_the_next_gets_one()
    {
        var pool = Pool(concurrency: 3);
        pool.Want("low", 5);
        pool.Want("critical", 2);
        pool.Want("default", 5);

        Assert.Equal(["critical", "critical", "default"], pool.Grant().Select(grant => grant.Queue));
    }

    [Fact]
    public void A_worker_that_comes_back_goes_to_the_most_urgent_queue_that_wants_one()
    {
        var pool = Pool(concurrency: 1);
        pool.Want("low", 2);
        Assert.Equal([new PoolGrant("low", 0)], pool.Grant());
        pool.Want("low", 1);
        pool.Want("critical", 1);

        pool.Return("low", [0]);

        Assert.Equal([new PoolGrant("critical", 0)], pool.Grant());
        Assert.Empty(pool.Grant());
    }

    [Fact]
    public void Weights_share_the_workers_in_proportion_and_evenly_spread()
    {
        var pool = Pool(concurrency: 9, PoolOrder.Weighted, [5, 3, 1]);
        foreach (var queue in _queues)
            pool.Want(queue, 100);

        var order = pool.Grant().Select(grant => grant.Queue).ToList();

        Assert.Equal([5, 3, 1], _queues.Select(queue => order.Count(turn => turn == queue)));
        Assert.Equal(3, order.Take(5).Count(turn => turn == "critical"));
    }

    [Fact]
    public void What_one_queue_does_not_want_goes_to_the_others()
    {
        var pool = Pool(concurrency: 4, PoolOrder.Weighted, [100, 1, 1]);
        pool.Want("default", 10);
        pool.Want("low", 10);

        Assert.Equal(["default", "low", "default", "low"], pool.Grant().Select(grant => grant.Queue));
    }

    [Fact]
    public void A_queue_that_begins_anew_holds_what_it_says_and_nothing_else()
    {
        var pool = Pool(concurrency: 3);
        pool.Want("default", 3);
        pool.Grant();

        pool.Join("default", [2]);

        Assert.Equal([2], pool.HeldBy("default"));
        Assert.Equal(2, pool.Free);
        Assert.Empty(pool.Grant());
    }

    [Fact]
    public void A_worker_that_two_queues_hold_is_free_when_both_have_returned_it()
    {
        var pool = Pool(concurrency: 1);
        pool.Want("low", 1);
        pool.Grant();
        pool.KeepOnly("low", []); // its attempt ended while the queue was away
        pool.Want("critical", 1);
        pool.Grant();
        pool.Join("low", [0]); // the queue is back and has not heard of the end yet

        pool.Return("critical", [0]);
        Assert.Equal(0, pool.Free);
        pool.Return("low", [0]);

        Assert.Equal(1, pool.Free);
    }

    [Fact]
    public void Returning_what_is_not_held_changes_nothing()
    {
        var pool = Pool(concurrency: 2);

        pool.Return("low", [0, 1]);

        Assert.Equal(2, pool.Free);
    }

    [Fact]
    public void A_worker_beyond_the_pool_from_before_it_shrank_is_not_counted()
    {
        var pool = Pool(concurrency: 2);

        pool.Join("low", [0, 7]);
        pool.Return("low", [7]);

        Assert.Equal(1, pool.Free);
    }

    private static PoolState Pool(int concurrency, PoolOrder order = PoolOrder.Strict, int[]? weights = null) =>
        new(new PoolSettings { Concurrency = concurrency, Queues = _queues, Order = order, Weights = weights ?? [] });
}
