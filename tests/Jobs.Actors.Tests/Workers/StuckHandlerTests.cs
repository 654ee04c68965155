using Akka.Actor;
using Jobs.Workers;
using Microsoft.Extensions.Logging;

namespace Jobs.Actors.Tests.Workers;

public sealed class StuckHandlerTests : WorkerScenario
{
    [Fact]
    public async Task A_handler_that_ignores_its_token_is_reported_after_the_grace_and_its_place_is_free()
    {
        var router = await OpenRouterAsync();
        await StuckAsync(router, "a");

        Assert.Equal("timeout", Assert.IsType<Outcome.Failed>((await ReportAsync()).Outcome).Error.Type);
        AssertLogged(LogLevel.Warning, "email: job a (deaf) on worker 0 has ignored its cancelled token for 5000 ms.");
        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(router, NewStart("ok", "b")));
    }

    [Fact]
    public async Task A_stuck_handler_is_not_reported_before_the_grace_is_over()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Deaf));
        Advance(Limit);
        await run.Cancelled.WaitAsync(Patience);

        Advance(WorkerRouter.Grace - TimeSpan.FromMilliseconds(1));

        Assert.Equal(["a"], await NothingIsReportedAsync(router));
    }

    [Fact]
    public async Task A_stuck_handler_that_ends_late_changes_nothing_and_is_logged()
    {
        var router = await OpenRouterAsync();
        var stuck = await StuckAsync(router, "a");
        var report = await ReportAsync();
        router.Tell(new ReportsStored([report.Key]));
        var successor = await StartHeldAsync(router, NewStart(Obedient, "b"));

        stuck.Succeed();

        await AwaitAssertAsync(() => AssertLogged(LogLevel.Information, "the handler of job a (deaf), given up before on worker 0, has ended with Succeeded"), Patience);
        Assert.Equal(["b"], await NothingIsReportedAsync(router));
        successor.Succeed();
        Assert.Equal("b", (await ReportAsync()).Key.Job.ToString());
    }

    [Fact]
    public async Task Beyond_as_many_stuck_handlers_as_workers_a_worker_stays_occupied_until_one_of_them_ends()
    {
        var router = await OpenRouterAsync();
        var first = await StuckAsync(router, "a");
        router.Tell(new ReportsStored([(await ReportAsync()).Key]));
        await StuckAsync(router, "b");
        Assert.Equal(["b"], await NothingIsReportedAsync(router));
        AssertLogged(LogLevel.Warning, "email: job b (deaf) on worker 0 ignores its cancelled token, like 1 others before it.");

        first.Succeed();

        var report = await ReportAsync();
        Assert.Equal("b", report.Key.Job.ToString());
        Assert.Equal("timeout", Assert.IsType<Outcome.Failed>(report.Outcome).Error.Type);
    }

    [Fact]
    public async Task A_worker_that_is_held_back_is_free_when_its_own_handler_ends()
    {
        var router = await OpenRouterAsync();
        await StuckAsync(router, "a");
        router.Tell(new ReportsStored([(await ReportAsync()).Key]));
        var second = await StuckAsync(router, "b");
        Assert.Equal(["b"], await NothingIsReportedAsync(router));

        second.Succeed();

        Assert.Equal(Outcome.Succeeded.WithoutResult, (await ReportAsync()).Outcome);
        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(router, NewStart("ok", "c")));
    }

    private async Task<HeldRun> StuckAsync(IActorRef router, string job)
    {
        var run = await StartHeldAsync(router, NewStart(Deaf, job));
        Advance(Limit);
        await run.Cancelled.WaitAsync(Patience);
        Advance(WorkerRouter.Grace);
        return run;
    }
}
