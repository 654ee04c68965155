using Jobs.Workers;
using Microsoft.Extensions.Logging;

namespace Jobs.Actors.Tests.Workers;

public sealed class TimeoutTests : WorkerScenario
{
    private static readonly Outcome TimedOut = new Outcome.Failed(new JobError("timeout", "The attempt was stopped after 30000 ms, its limit."));

    [Fact]
    public async Task An_attempt_is_not_stopped_before_its_limit()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Obedient));

        Advance(Limit - TimeSpan.FromMilliseconds(1));
        Assert.Equal(["a"], await NothingIsReportedAsync(router));
        Assert.False(run.Token.IsCancellationRequested);
    }

    [Fact]
    public async Task At_its_limit_the_token_is_cancelled_and_the_attempt_has_failed_by_timeout()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Obedient));

        Advance(Limit);

        await run.Cancelled.WaitAsync(Patience);
        Assert.Equal(TimedOut, (await ReportAsync()).Outcome);
    }

    [Fact]
    public async Task Whatever_a_handler_throws_after_its_limit_is_a_timeout()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Deaf));
        Advance(Limit);
        await run.Cancelled.WaitAsync(Patience);

        run.Throw(new FormatException());

        Assert.Equal(TimedOut, (await ReportAsync()).Outcome);
    }

    [Fact]
    public async Task A_handler_that_finishes_within_the_grace_has_succeeded()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Deaf));
        Advance(Limit);
        await run.Cancelled.WaitAsync(Patience);

        run.Succeed();

        Assert.Equal(Outcome.Succeeded.WithoutResult, (await ReportAsync()).Outcome);
    }

    [Fact]
    public async Task A_callback_on_the_token_that_fails_is_logged_and_the_timeout_reported()
    {
        var router = await OpenRouterAsync();
        var run = await StartHeldAsync(router, NewStart(Obedient));
        await using var callback = run.Token.Register(() => throw new InvalidOperationException("callback"));

        Advance(Limit);

        Assert.Equal(TimedOut, (await ReportAsync()).Outcome);
        await AwaitAssertAsync(() => AssertLogged(LogLevel.Warning, "A callback on the cancellation token"), Patience);
    }

    [Fact]
    public async Task Each_attempt_has_its_own_limit()
    {
        var router = await OpenRouterAsync(concurrency: 3);
        var longest = await StartHeldAsync(router, NewStart(Obedient, "a", worker: 0, limit: TimeSpan.FromSeconds(30)));
        await StartHeldAsync(router, NewStart(Obedient, "b", worker: 1, limit: TimeSpan.FromSeconds(10)));
        await StartHeldAsync(router, NewStart(Obedient, "c", worker: 2, limit: TimeSpan.FromSeconds(20)));

        foreach (var job in (string[])["b", "c", "a"])
        {
            Assert.False(longest.Token.IsCancellationRequested);
            Advance(TimeSpan.FromSeconds(10));
            Assert.Equal(job, (await ReportAsync()).Key.Job.ToString());
        }
    }

    [Fact]
    public async Task The_limit_of_an_attempt_that_has_ended_does_not_stop_its_successor()
    {
        var router = await OpenRouterAsync();
        (await StartHeldAsync(router, NewStart(Obedient, "a"))).Succeed();
        await ReportAsync();
        Advance(TimeSpan.FromSeconds(20));
        var successor = await StartHeldAsync(router, NewStart(Obedient, "b"));

        Advance(TimeSpan.FromSeconds(20));
        await NothingIsReportedAfterReportOf(router);
        Assert.False(successor.Token.IsCancellationRequested);

        Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(TimedOut, (await ReportAsync()).Outcome);
    }

    // The first job's report is not stored, so it is repeated to a queue that introduces itself again.
    private async Task NothingIsReportedAfterReportOf(Akka.Actor.IActorRef router)
    {
        Assert.Equal(["a", "b"], await IntroduceAsync(router, Queue));
        Assert.Equal("a", (await ReportAsync()).Key.Job.ToString());
    }
}
