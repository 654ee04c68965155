using Akka.Actor;
using Jobs.Hosting;
using Jobs.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jobs.Actors.Tests.Workers;

/// <summary>What the router owes its queue, however often that one stops and comes back.</summary>
public sealed class RouterRecoveryTests : WorkerScenario
{
    [Fact]
    public async Task A_report_is_repeated_to_every_queue_that_recovers_until_it_is_stored()
    {
        var router = await OpenRouterAsync();
        var start = NewStart("ok");
        await OutcomeOfAsync(router, start);
        var successor = CreateTestProbe();

        Assert.Equal(["a"], await IntroduceAsync(router, successor));
        Assert.Equal(start.Key, Assert.Single((await successor.ExpectMsgAsync<WorkerReports>(Patience)).Reports).Key);

        router.Tell(new ReportsStored([start.Key]));
        Assert.Empty(await IntroduceAsync(router, successor));
    }

    [Fact]
    public async Task What_ends_after_a_recovery_is_reported_to_the_queue_that_recovered()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Obedient));
        var successor = CreateTestProbe();
        Assert.Equal(["a"], await IntroduceAsync(router, successor));

        run.Succeed();

        await successor.ExpectMsgAsync<WorkerReports>(Patience);
    }

    [Fact]
    public async Task What_ends_before_a_queue_is_known_is_reported_when_it_is()
    {
        var router = Sys.ActorOf(WorkerRouter.Props("email", 1, new QueueSettings(), Handlers, new ServiceCollection().BuildServiceProvider(), LogBook));
        (await StartHeldAsync(router, NewStart(Obedient))).Succeed();
        await AwaitAssertAsync(
            async () =>
            {
                var asking = CreateTestProbe();
                await IntroduceAsync(router, asking);
                await asking.ExpectMsgAsync<WorkerReports>(TimeSpan.FromMilliseconds(100));
            },
            Patience);
    }

    [Fact]
    public async Task A_start_that_is_known_runs_once()
    {
        var router = await OpenRouterAsync(concurrency: 2);
        var start = NewStart(Obedient);
        var run = await StartHeldAsync(router, start);
        Run(router, start, start with { Worker = 1 });
        await NothingIsReportedAsync(router);
        run.Succeed();
        await ReportAsync();

        // Ended, and not stored: still known.
        Run(router, start);
        Assert.Equal(["a"], await IntroduceAsync(router, Queue));

        Assert.True(HasNoFurtherRun);
    }

    [Fact]
    public async Task The_next_attempt_of_the_same_job_runs()
    {
        var router = await OpenRouterAsync();

        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(router, NewStart("ok", "a")));
        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(router, NewStart("ok", "a")));
    }

    [Fact]
    public async Task A_start_for_a_busy_worker_waits_for_it()
    {
        var router = await OpenRouterAsync();
        var first = await StartHeldAsync(router, NewStart(Obedient, "a"));
        Run(router, NewStart(Obedient, "b"));
        Assert.Equal(["a", "b"], await NothingIsReportedAsync(router));
        Assert.True(HasNoFurtherRun);
        AssertLogged(LogLevel.Warning, "email: job b waits for worker 0, which is busy.");

        first.Succeed();

        Assert.Equal("b", (await NextRunAsync()).Context.JobId.ToString());
    }

    [Fact]
    public async Task A_start_for_a_worker_that_there_is_not_runs_all_the_same() =>
        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(await OpenRouterAsync(), NewStart("ok", worker: 7)));

    [Fact]
    public async Task All_workers_run_at_the_same_time_and_every_job_is_reported_once()
    {
        var router = await OpenRouterAsync(concurrency: 50);
        Run(router, [.. Enumerable.Range(0, 50).Select(i => NewStart(Obedient, $"job-{i}", worker: i))]);
        for (var i = 0; i < 50; i++)
            (await NextRunAsync()).Succeed();

        var reported = new HashSet<AttemptKey>();
        while (reported.Count < 50)
        {
            foreach (var report in (await Queue.ExpectMsgAsync<WorkerReports>(Patience)).Reports)
                Assert.True(reported.Add(report.Key));
        }
    }

    [Fact]
    public async Task What_runs_when_the_router_stops_is_cancelled()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Obedient));

        Sys.Stop(router);

        await run.Cancelled.WaitAsync(Patience);
    }
}
