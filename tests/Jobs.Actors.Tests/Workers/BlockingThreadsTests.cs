using Jobs.Hosting;
using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

public sealed class BlockingThreadsTests : WorkerScenario
{
    [Fact]
    public async Task A_handler_of_a_blocking_queue_runs_on_the_queues_threads_before_and_after_it_awaits()
    {
        var seen = new List<string?>();
        Handlers.Handle<string>("looks", async (_, _, cancel) =>
        {
            seen.Add(Thread.CurrentThread.Name);
            await Task.Yield();
            seen.Add(Thread.CurrentThread.Name);
            await Task.Run(() => seen.Add(Thread.CurrentThread.IsThreadPoolThread ? "pool" : Thread.CurrentThread.Name), cancel);
            seen.Add(Thread.CurrentThread.Name);
            Assert.Null(SynchronizationContext.Current);
        });

        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(await OpenRouterAsync(settings: new QueueSettings { Blocking = true, Concurrency = 1 }), NewStart("looks")));

        Assert.Equal("pool", seen[2]);
        Assert.All(new[] { seen[0], seen[1], seen[3] }, name => Assert.Matches("^jobs-email-[123]$", name));
    }

    [Fact]
    public async Task A_handler_of_another_queue_runs_on_the_shared_pool()
    {
        var isPool = false;
        Handlers.Handle<string>("looks", (_, _, _) => Task.FromResult(isPool = Thread.CurrentThread.IsThreadPoolThread));

        await OutcomeOfAsync(await OpenRouterAsync(), NewStart("looks"));

        Assert.True(isPool);
    }

    [Fact]
    public async Task As_many_handlers_block_at_once_as_the_queue_has_workers()
    {
        const int workers = 20;
        using var all = new CountdownEvent(workers);
        Handlers.Handle<string>("meets", (_, _, cancel) =>
        {
            // On the shared pool this would take as long as the pool takes to make its threads.
            all.Signal();
            all.Wait(cancel);
            return Task.CompletedTask;
        });
        var router = await OpenRouterAsync(workers, settings: new QueueSettings { Blocking = true, Concurrency = workers });

        Run(router, [.. Enumerable.Range(0, workers).Select(worker => NewStart("meets", $"job-{worker}", worker))]);

        var reports = 0;
        while (reports < workers)
            reports += (await Queue.ExpectMsgAsync<WorkerReports>(Patience)).Reports.Count(report => report.Outcome is Outcome.Succeeded);
    }

    [Fact]
    public async Task A_handler_that_waits_for_what_follows_its_own_await_does_not_wait_for_ever()
    {
        Handlers.Handle<string>("waits", (_, _, cancel) =>
        {
            using var done = new ManualResetEventSlim();
            _ = LaterAsync(done);
            done.Wait(cancel);
            return Task.CompletedTask;
        });

        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(await OpenRouterAsync(settings: new QueueSettings { Blocking = true, Concurrency = 1 }), NewStart("waits")));

        static async Task LaterAsync(ManualResetEventSlim done)
        {
            await Task.Yield();
            Assert.StartsWith("jobs-email-", Thread.CurrentThread.Name, StringComparison.Ordinal);
            done.Set();
        }
    }

    [Fact]
    public async Task Beyond_their_number_work_waits_for_a_thread()
    {
        var threads = new BlockingThreads("q", max: 2);
        using var release = new ManualResetEventSlim();
        var started = new[] { new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource() };
        var tasks = started.Select(one => OnAsync(threads, () =>
        {
            one.SetResult();
            release.Wait();
        })).ToList();

        await Task.WhenAll(started[0].Task, started[1].Task).WaitAsync(Patience);
        Assert.Equal(2, threads.Count);
        Assert.False(started[2].Task.IsCompleted);

        release.Set();
        await Task.WhenAll(tasks).WaitAsync(Patience);
        Assert.Equal(2, threads.Count);
    }

    [Fact]
    public async Task An_idle_thread_is_used_again_and_ends_when_nothing_comes_or_nothing_more_is_expected()
    {
        var patient = new BlockingThreads("q", max: 5);
        var names = new List<string?>();
        for (var i = 0; i < 3; i++)
        {
            await OnAsync(patient, () => names.Add(Thread.CurrentThread.Name));
            await AwaitConditionAsync(() => Task.FromResult(patient.Idle == 1), Patience);
        }

        Assert.Equal(["jobs-q-1", "jobs-q-1", "jobs-q-1"], names);
        patient.Close();
        await AwaitConditionAsync(() => Task.FromResult(patient.Count == 0), Patience);

        var hasty = new BlockingThreads("q", max: 5, idleMax: TimeSpan.FromMilliseconds(1));
        await OnAsync(hasty, () => { });
        await AwaitConditionAsync(() => Task.FromResult(hasty.Count == 0), Patience);
        await OnAsync(hasty, () => { });
    }

    private static Task OnAsync(BlockingThreads threads, Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, threads);
}
