using Akka.Actor;
using Jobs.Workers;
using Microsoft.Extensions.Logging;

namespace Jobs.Actors.Tests.Workers;

public sealed class WorkerDeathTests : WorkerScenario
{
    [Theory]
    [InlineData(Obedient)]
    [InlineData(Deaf)]
    public async Task An_attempt_whose_worker_dies_has_failed_and_its_place_has_another_worker(string type)
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(type));
        var worker = await WorkerOfAsync(run);

        worker.Tell(Kill.Instance);

        Assert.Equal("worker-died", Assert.IsType<Outcome.Failed>((await ReportAsync()).Outcome).Error.Type);
        await run.Cancelled.WaitAsync(Patience);
        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(router, NewStart("ok", "b")));
        await AwaitAssertAsync(() => AssertLogged(LogLevel.Error, "email: worker 0 has stopped unexpectedly"), Patience);
    }

    [Fact]
    public async Task A_start_that_a_dead_worker_never_saw_runs_on_another()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Obedient));
        var worker = await WorkerOfAsync(run);
        run.Succeed();
        await ReportAsync();

        worker.Tell(Kill.Instance);

        Assert.Equal(Outcome.Succeeded.WithoutResult, await OutcomeOfAsync(router, NewStart("ok", "b")));
    }

    // The worker is who sends the first progress.
    private async Task<IActorRef> WorkerOfAsync(HeldRun run)
    {
        run.Context.Progress(1);
        await Queue.ExpectMsgAsync<AttemptProgress>(Patience);
        return Queue.LastSender;
    }
}
