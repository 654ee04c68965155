using Akka.Actor;
using Jobs.Core.Lifecycle;
using Jobs.Hosting;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>A queue has as many workers as its jobs need, and shows who runs what.</summary>
public sealed class ScalingTests : JobsScenario
{
    private readonly SemaphoreSlim _mayEnd = new(0);

    public ScalingTests(ITestOutputHelper output)
        : base(output)
    {
        Handlers.Handle<string>("held", (_, _, cancel) => _mayEnd.WaitAsync(cancel));
        Handlers.Handle<string>("broken", (_, _, _) => throw new IOException("down"));
    }

    [Fact]
    public async Task Workers_double_while_jobs_wait_and_go_when_they_have_been_idle()
    {
        Settings = new QueueSettings { Workers = new WorkerRange(1, 4), Timeout = TimeSpan.FromHours(1) };
        StartHost();
        for (var i = 0; i < 6; i++)
            await EnqueueAsync("held");
        await UntilWorkersAsync(1, 1);

        await PassUntilAsync(Scale.UpAfter, (2, 2));
        await PassUntilAsync(Scale.UpAfter, (4, 4));
        Clock.Advance(Scale.UpAfter);
        Assert.Equal((4, 4), await WorkersAsync());

        _mayEnd.Release(6);
        await AwaitConditionAsync(async () => (await CountsAsync()).Completed == 6, Soon);
        Assert.Equal((4, 0), await WorkersAsync());
        await PassUntilAsync(Scale.QuietTime, (3, 0));
        await PassUntilAsync(Scale.StepTime, (2, 0));
        await PassUntilAsync(Scale.StepTime, (1, 0));
    }

    [Fact]
    public async Task A_concurrency_that_somebody_gives_wins_until_it_is_reset()
    {
        Settings = new QueueSettings { Workers = new WorkerRange(1, 4), Timeout = TimeSpan.FromHours(1) };
        StartHost();
        for (var i = 0; i < 6; i++)
            await EnqueueAsync("held");

        var changed = await System.Queues.Ask<QueueChanged>(new ChangeQueue(Queue, new ChangeTo<int?>(3)), Soon);
        Assert.Equal((3, new WorkerRange(1, 4)), (changed.Queue.Concurrency, changed.Queue.Workers));
        await UntilWorkersAsync(3, 3);
        Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal((3, 3), await WorkersAsync());

        await System.Queues.Ask<QueueChanged>(new ResetQueue(Queue), Soon);
        Assert.Equal((3, 3), await WorkersAsync());
        await PassUntilAsync(Scale.UpAfter, (4, 4));
    }

    [Fact]
    public async Task Each_worker_shows_its_job_its_counts_and_since_when_it_is_there()
    {
        Settings = new QueueSettings { Concurrency = 2, MaxAttempts = 1, Timeout = TimeSpan.FromHours(1) };
        StartHost();
        var since = Clock.Now;
        await UntilAsync((await EnqueueAsync("broken")).Id, JobStatus.Dead);
        _mayEnd.Release();
        await UntilAsync((await EnqueueAsync("held")).Id, JobStatus.Completed);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var running = (await EnqueueAsync("held")).Id;
        var job = await UntilAsync(running, JobStatus.Processing);

        WorkerList list = null!;
        await AwaitConditionAsync(async () => (list = await System.Queues.Ask<WorkerList>(new ListWorkers(), Soon)).Items.Any(worker => worker.Job is not null), Soon);

        Assert.Equal(
            [
                (job.WorkerId!, Queue, WorkerStatus.Busy, 1, 1, since),
                (job.WorkerId![..^1] + "1", Queue, WorkerStatus.Idle, 0, 0, since),
            ],
            list.Items.Select(worker => (worker.Id, worker.Queue, worker.Status, (int)worker.Done, (int)worker.Failed, worker.Since)));
        Assert.Equal(new WorkerJob(running, "held", 1, since + TimeSpan.FromMinutes(1), null), list.Items[0].Job);
    }

    [Fact]
    public async Task A_worker_that_queues_share_is_listed_once_with_what_it_did_for_all()
    {
        var both = new Dictionary<string, QueueSettings> { ["a"] = new() { Concurrency = 1 }, ["b"] = new() { Concurrency = 1 } };
        var pool = new PoolSettings { Concurrency = 1, Queues = ["a", "b"] };
        StartHost(new JobsSettings { Queues = both, Pools = new Dictionary<string, PoolSettings> { ["both"] = pool } });
        foreach (var queue in both.Keys)
        {
            _mayEnd.Release();
            var id = (await System.Client.EnqueueAsync(new EnqueueJob(queue, "held", JobPayload.Json("x")))).Id;
            await AwaitConditionAsync(async () => (await System.Client.GetAsync(id, queue))?.Status == JobStatus.Completed, Soon);
        }

        var worker = Assert.Single((await System.Queues.Ask<WorkerList>(new ListWorkers(), Soon)).Items);

        Assert.EndsWith("/both/0", worker.Id, StringComparison.Ordinal);
        Assert.Equal((WorkerStatus.Idle, 2), (worker.Status, worker.Done));
    }

    [Fact]
    public async Task Workers_of_a_queue_that_is_not_there_are_refused() =>
        Assert.Equal(Refusal.Codes.UnknownQueue, (await StartedAsync().Ask<RequestRefused>(new ListWorkers("nowhere"), Soon)).Refusal.Code);

    private IActorRef StartedAsync()
    {
        StartHost();
        return System.Queues;
    }

    /// <summary>Number of workers, and how many of them run a job.</summary>
    private async Task<(int Workers, int Busy)> WorkersAsync()
    {
        var queue = (await System.Queues.Ask<QueueFound>(new GetQueue(Queue), Soon)).Queue;
        var listed = (await System.Queues.Ask<WorkerList>(new ListWorkers(Queue), Soon)).Items;
        Assert.Equal(Math.Max(queue.Concurrency, (int)queue.Counts.Processing), listed.Count);
        return (queue.Concurrency, (int)queue.Counts.Processing);
    }

    // A queue that has just begun may still be asking its workers what runs; then it has not started any.
    private Task UntilWorkersAsync(int workers, int busy) => AwaitConditionAsync(async () => await WorkersAsync() == (workers, busy), Soon);

    // What the queue has to look at may still be on its way when the clock moves; a step more changes nothing that is wanted.
    private async Task PassUntilAsync(TimeSpan time, (int Workers, int Busy) expected)
    {
        Clock.Advance(time - TimeSpan.FromTicks(1));
        Assert.NotEqual(expected, await WorkersAsync());
        Clock.Advance(TimeSpan.FromTicks(1));
        await AwaitConditionAsync(async () => await WorkersAsync() == expected, Soon);
    }
}
