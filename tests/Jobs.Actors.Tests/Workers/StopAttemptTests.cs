using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

/// <summary>Single attempts that the queue wants to end.</summary>
public sealed class StopAttemptTests : WorkerScenario
{
    [Fact]
    public async Task Its_token_is_cancelled_and_it_is_reported_as_interrupted()
    {
        var router = await OpenRouterAsync();
        var start = NewStart(Obedient);
        var run = await StartHeldAsync(router, start);

        router.Tell(new StopAttempt(start.Key), Queue);

        await run.Cancelled.WaitAsync(Patience);
        Assert.Equal(new WorkerReport(start.Key, Outcome.Interrupted.Instance), await ReportAsync());
    }

    [Fact]
    public async Task A_deaf_one_is_given_up_after_its_grace_though_its_limit_comes_later()
    {
        var router = await OpenRouterAsync();
        var start = NewStart(Deaf);
        var run = await StartHeldAsync(router, start);
        router.Tell(new StopAttempt(start.Key), Queue);
        await run.Cancelled.WaitAsync(Patience);

        Advance(WorkerRouter.Grace);

        Assert.Equal(Outcome.Interrupted.Instance, (await ReportAsync()).Outcome);
    }

    [Fact]
    public async Task One_that_is_stopped_already_or_has_ended_or_is_another_one_is_left_alone()
    {
        var router = await OpenRouterAsync();
        var start = NewStart(Deaf);
        var run = await StartHeldAsync(router, start);

        router.Tell(new StopAttempt(start.Key with { Start = start.Key.Start + 1 }), Queue);
        Assert.Equal(["a"], await NothingIsReportedAsync(router));
        Assert.False(run.Token.IsCancellationRequested);

        Advance(Limit);
        await run.Cancelled.WaitAsync(Patience);
        router.Tell(new StopAttempt(start.Key), Queue);
        run.Throw(new FormatException());
        Assert.Equal("timeout", Assert.IsType<Outcome.Failed>((await ReportAsync()).Outcome).Error.Type);

        router.Tell(new StopAttempt(start.Key), Queue);
        router.Tell(new ReportsStored([start.Key]), Queue);
        Assert.Empty(await NothingIsReportedAsync(router));
    }

    [Fact]
    public async Task One_that_waits_for_a_busy_worker_never_runs()
    {
        var router = await OpenRouterAsync();
        var first = NewStart(Obedient, "a");
        var run = await StartHeldAsync(router, first);
        var second = NewStart(Obedient, "b");
        Run(router, second);

        router.Tell(new StopAttempt(second.Key), Queue);
        Assert.Equal(new WorkerReport(second.Key, Outcome.Interrupted.Instance), await ReportAsync());
        run.Succeed();

        Assert.Equal(first.Key, (await ReportAsync()).Key);
        Assert.True(HasNoFurtherRun);
    }
}
