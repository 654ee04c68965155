using Akka.Actor;
using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

public sealed class DrainTests : WorkerScenario
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task An_idle_router_is_drained_at_once()
    {
        var router = await OpenRouterAsync();

        router.Tell(new DrainWorkers(DrainTime), Queue);

        await Queue.ExpectMsgAsync<WorkersDrained>(Patience);
    }

    [Fact]
    public async Task Running_handlers_finish_within_the_drain_time_and_the_router_is_drained_when_their_reports_are_stored()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Obedient));
        router.Tell(new DrainWorkers(DrainTime), Queue);
        Advance(DrainTime - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a"], await NothingIsReportedAsync(router));
        Assert.False(run.Token.IsCancellationRequested);

        run.Succeed();

        var report = await ReportAsync();
        Assert.Equal(Outcome.Succeeded.WithoutResult, report.Outcome);
        router.Tell(new ReportsStored([report.Key]));
        await Queue.ExpectMsgAsync<WorkersDrained>(Patience);
    }

    [Fact]
    public async Task When_the_drain_time_is_over_running_handlers_are_cancelled_and_interrupted()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Obedient));
        await DrainAsync(router);

        Advance(DrainTime);

        await run.Cancelled.WaitAsync(Patience);
        Assert.Equal(Outcome.Interrupted.Instance, (await ReportAsync()).Outcome);
    }

    [Fact]
    public async Task A_handler_that_finishes_although_it_was_cancelled_has_succeeded()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Deaf));
        router.Tell(new DrainWorkers(TimeSpan.Zero), Queue);
        await run.Cancelled.WaitAsync(Patience);

        run.Succeed();

        Assert.Equal(Outcome.Succeeded.WithoutResult, (await ReportAsync()).Outcome);
    }

    [Fact]
    public async Task A_handler_that_ignores_the_drain_is_interrupted_after_the_grace()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Deaf));
        router.Tell(new DrainWorkers(TimeSpan.Zero), Queue);
        await run.Cancelled.WaitAsync(Patience);

        Advance(WorkerRouter.Grace);

        var report = await ReportAsync();
        Assert.Equal(Outcome.Interrupted.Instance, report.Outcome);
        router.Tell(new ReportsStored([report.Key]));
        await Queue.ExpectMsgAsync<WorkersDrained>(Patience);
    }

    [Fact]
    public async Task A_start_that_was_on_its_way_when_the_drain_began_runs()
    {
        var router = await OpenRouterAsync(concurrency: 2);
        await StartHeldAsync(router, NewStart(Obedient, "a"));
        await DrainAsync(router);

        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(router, NewStart("ok", "b", worker: 1)));
    }

    [Fact]
    public async Task What_is_started_after_the_drain_time_does_not_run()
    {
        var router = await OpenRouterAsync(concurrency: 2);
        var run = await StartHeldAsync(router, NewStart(Deaf, "a"));
        Run(router, NewStart(Obedient, "waits"));
        await DrainAsync(router);
        Advance(DrainTime);
        await run.Cancelled.WaitAsync(Patience);
        Assert.Equal(("waits", Outcome.Interrupted.Instance), await JobAndOutcomeAsync());

        Assert.Equal(Outcome.Interrupted.Instance, await OutcomeOfAsync(router, NewStart(Obedient, "b", worker: 1)));

        Assert.True(HasNoFurtherRun);
    }

    [Fact]
    public async Task What_is_started_after_the_router_was_drained_does_not_run()
    {
        var router = await OpenRouterAsync();
        router.Tell(new DrainWorkers(DrainTime), Queue);
        await Queue.ExpectMsgAsync<WorkersDrained>(Patience);

        Assert.Equal(Outcome.Interrupted.Instance, await OutcomeOfAsync(router, NewStart(Obedient)));
    }

    [Fact]
    public async Task A_timeout_within_the_drain_time_is_a_timeout()
    {
        var router = await OpenRouterAsync();
        await StartHeldAsync(router, NewStart(Obedient, limit: TimeSpan.FromSeconds(1)));
        await DrainAsync(router);

        Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("timeout", Assert.IsType<Outcome.Failed>((await ReportAsync()).Outcome).Error.Type);
    }

    private async Task<(string Job, Outcome Outcome)> JobAndOutcomeAsync()
    {
        var report = await ReportAsync();
        return (report.Key.Job.ToString(), report.Outcome);
    }

    private async Task DrainAsync(IActorRef router)
    {
        router.Tell(new DrainWorkers(DrainTime), Queue);
        await NothingIsReportedAsync(router);
    }
}
