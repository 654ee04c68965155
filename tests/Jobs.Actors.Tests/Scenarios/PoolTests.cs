using System.Collections.Concurrent;
using Akka.Actor;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Pools;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>Queues that share the workers of one pool.</summary>
public sealed class PoolTests(ITestOutputHelper output) : JobsScenario(output)
{
    private static readonly string[] _queues = ["critical", "default", "low"];

    private readonly ConcurrentQueue<string> _order = new();
    private readonly SemaphoreSlim _gate = new(0);
    private int _running;
    private int _mostRunning;

    [Fact]
    public async Task With_one_worker_every_job_of_the_urgent_queue_runs_before_the_next_of_the_others()
    {
        await StartAsync(new PoolSettings { Concurrency = 1, Queues = _queues });
        await EnqueueAsync("low", 3); // the first of them takes the worker, and is let go when all are there
        await EnqueueAsync("default", 3);
        await EnqueueAsync("critical", 3);

        _gate.Release(9);
        await UntilDoneAsync(9);

        Assert.Equal(["low", "critical", "critical", "critical", "default", "default", "default", "low", "low"], _order);
    }

    [Fact]
    public async Task A_paused_queue_leaves_the_workers_to_the_others()
    {
        await StartAsync(new PoolSettings { Concurrency = 1, Queues = _queues });
        await System.Queues.Ask<QueueChanged>(new PauseQueue("critical"), Soon);
        await EnqueueAsync("critical", 2);
        await EnqueueAsync("low", 2);

        _gate.Release(4);
        await UntilDoneAsync(2);
        await System.Queues.Ask<QueueChanged>(new ResumeQueue("critical"), Soon);
        await UntilDoneAsync(4);

        Assert.Equal(["low", "low", "critical", "critical"], _order);
    }

    [Fact]
    public async Task Weights_share_the_worker_in_proportion()
    {
        await StartAsync(new PoolSettings { Concurrency = 1, Queues = _queues, Order = PoolOrder.Weighted, Weights = [3, 2, 1] });
        foreach (var queue in _queues)
            await EnqueueAsync(queue, 12);

        _gate.Release(36);
        await UntilDoneAsync(36);

        // The first one was given out when nobody else was there.
        var twelve = _order.Skip(1).Take(12).ToList();
        Assert.Equal([6, 4, 2], _queues.Select(queue => twelve.Count(ran => ran == queue)));
    }

    [Fact]
    public async Task Together_they_never_run_more_than_the_pool_has_workers_and_never_more_than_their_own_limit()
    {
        await StartAsync(new PoolSettings { Concurrency = 4, Queues = _queues }, ownLimit: 3);
        await EnqueueAsync("low", 20);
        await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref _running) == 3), Soon);
        foreach (var queue in _queues)
            await EnqueueAsync(queue, 20);
        await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref _running) == 4), Soon);

        _gate.Release(80);
        await UntilDoneAsync(80);

        Assert.Equal(4, _mostRunning);
    }

    [Fact]
    public async Task What_runs_keeps_its_worker_while_its_queue_starts_anew()
    {
        await StartAsync(new PoolSettings { Concurrency = 1, Queues = _queues });
        var running = (await EnqueueAsync("low", 1))[0];
        await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref _running) == 1), Soon);
        Journal.Set(id => id.StartsWith("queue/low", StringComparison.Ordinal) ? WriteFate.Fail : WriteFate.Store);
        await Assert.ThrowsAsync<JobRefusedException>(() => System.Client.EnqueueAsync(JobFor("low")));
        await EnqueueAsync("critical", 1);
        await Task.Delay(50);
        Assert.Equal(1, _mostRunning);

        _gate.Release(1); // it ends while its queue is away: its worker goes to the other one
        Journal.Release();
        await AwaitConditionAsync(
            () =>
            {
                Clock.Advance(PoolActor.LookAgainAfter);
                return Task.FromResult(_order.Count == 2);
            },
            Soon);
        _gate.Release(1);

        await UntilDoneAsync(2);
        await AwaitConditionAsync(
            async () =>
            {
                Clock.Advance(PoolActor.LookAgainAfter);
                return (await System.Queues.Ask<object>(new GetJob("low", running), Soon)) is JobFound { Job.Status: JobStatus.Completed };
            },
            Soon);
        Assert.Equal(["low", "critical"], _order);
        Assert.Equal(1, _mostRunning);
    }

    [Fact]
    public async Task A_type_that_is_routed_to_a_pool_runs_there_from_every_queue_and_takes_no_place_in_its_queue()
    {
        await StartAsync(
            new Dictionary<string, PoolSettings> { ["heavy"] = new() { Concurrency = 1, Types = ["work"] } },
            _queues.ToDictionary(queue => queue, _ => new QueueSettings { Concurrency = 1, Timeout = LongTimeout }));
        var light = new TaskCompletionSource();
        Handlers.Handle<string>("light", (_, _, _) => light.Task);
        var first = (await EnqueueAsync("low", 1))[0];
        await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref _running) == 1), Soon);
        var beside = (await System.Client.EnqueueAsync(JobFor("low") with { Type = "light" })).Id;
        var other = (await EnqueueAsync("critical", 1))[0];

        await AwaitConditionAsync(async () => (await System.Client.GetAsync(beside))!.Status == JobStatus.Processing, Soon);
        Assert.EndsWith("/heavy/0", (await System.Client.GetAsync(first))!.WorkerId);
        Assert.EndsWith("/low/0", (await System.Client.GetAsync(beside))!.WorkerId);
        Assert.Equal(JobStatus.Pending, (await System.Client.GetAsync(other))!.Status);
        light.SetResult();
        _gate.Release(2);
        await UntilDoneAsync(2);

        Assert.EndsWith("/heavy/0", (await System.Client.WaitAsync(other)).WorkerId);
        Assert.Equal(1, _mostRunning);
    }

    private Task StartAsync(PoolSettings pool, int? ownLimit = null) => StartAsync(
        new Dictionary<string, PoolSettings> { ["mail"] = pool }, _queues.ToDictionary(queue => queue, _ => new QueueSettings { Concurrency = ownLimit ?? pool.Concurrency, Timeout = LongTimeout }));

    private async Task StartAsync(IReadOnlyDictionary<string, PoolSettings> pools, IReadOnlyDictionary<string, QueueSettings> queues)
    {
        Handlers.Handle<string>("ready", (_, _, _) => Task.CompletedTask);
        Handlers.Handle<string>("work", async (_, context, cancel) =>
        {
            _order.Enqueue(context.Queue);
            var now = Interlocked.Increment(ref _running);
            lock (_order)
                _mostRunning = Math.Max(_mostRunning, now);
            await _gate.WaitAsync(cancel);
            Interlocked.Decrement(ref _running);
        });
        StartHost(new JobsSettings { Queues = queues, Pools = pools });
        foreach (var queue in _queues) // which claims nothing before it has asked what still runs
            await System.Client.WaitAsync((await System.Client.EnqueueAsync(JobFor(queue) with { Type = "ready" })).Id);
    }

    private static EnqueueJob JobFor(string queue) => new(queue, "work", JobPayload.Json("payload"));

    // What the queue then wants of the pool has reached it before the receipt leaves.
    private async Task<IReadOnlyList<JobId>> EnqueueAsync(string queue, int jobs)
    {
        var ids = new List<JobId>();
        for (var i = 0; i < jobs; i++)
            ids.Add((await System.Client.EnqueueAsync(JobFor(queue))).Id);
        return ids;
    }

    private Task UntilDoneAsync(int jobs) => AwaitConditionAsync(() => Task.FromResult(_order.Count == jobs && Volatile.Read(ref _running) == 0), Soon);
}
