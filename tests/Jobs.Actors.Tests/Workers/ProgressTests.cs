using Akka.Actor;
using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

public sealed class ProgressTests : WorkerScenario
{
    [Fact]
    public async Task The_first_progress_is_shown_at_once_and_further_ones_ten_times_a_second()
    {
        var run = await StartHeldAsync(await OpenRouterAsync(), NewStart(Obedient));

        run.Context.Progress(1, "first");
        Assert.Equal("first", (await Queue.ExpectMsgAsync<AttemptProgress>(Patience)).Message);

        for (var i = 2; i <= 50; i++)
            run.Context.Progress(i);
        await AdvanceUntilShownAsync(50);

        for (var i = 51; i <= 99; i++)
            run.Context.Progress(i);
        await AdvanceUntilShownAsync(99);
    }

    [Fact]
    public async Task The_last_progress_comes_before_the_report()
    {
        var run = await StartHeldAsync(await OpenRouterAsync(), NewStart(Obedient));
        run.Context.Progress(1);
        await Queue.ExpectMsgAsync<AttemptProgress>(Patience);

        run.Context.Progress(100, "done");
        run.Succeed();

        Assert.Equal("done", (await Queue.ExpectMsgAsync<AttemptProgress>(Patience)).Message);
        await ReportAsync();
    }

    [Fact]
    public async Task Progress_after_a_pause_is_shown_at_once_again()
    {
        var run = await StartHeldAsync(await OpenRouterAsync(), NewStart(Obedient));
        run.Context.Progress(1);
        await Queue.ExpectMsgAsync<AttemptProgress>(Patience);

        await AwaitAssertAsync(
            async () =>
            {
                Advance(WorkerActor.ProgressInterval);
                run.Context.Progress(2);
                await Queue.ExpectMsgAsync<AttemptProgress>(TimeSpan.FromMilliseconds(100));
            },
            Patience);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(250, 100)]
    [InlineData(double.NaN, 0)]
    public async Task Progress_is_brought_within_0_to_100(double given, double shown)
    {
        var run = await StartHeldAsync(await OpenRouterAsync(), NewStart(Obedient));

        run.Context.Progress(given);

        Assert.Equal(shown, (await Queue.ExpectMsgAsync<AttemptProgress>(Patience)).Percent);
    }

    [Fact]
    public async Task Progress_of_an_attempt_that_has_ended_is_not_shown()
    {
        var router = await OpenRouterAsync();
        var start = NewStart(Obedient);
        var run = await StartHeldAsync(router, start);
        run.Succeed();
        await ReportAsync();
        router.Tell(new ReportsStored([start.Key]));

        run.Context.Progress(50);

        Assert.Empty(await NothingIsReportedAsync(router));
    }

    // The worker sets its timer after it has shown the progress before: time is moved until the timer was there.
    private async Task AdvanceUntilShownAsync(double percent)
    {
        AttemptProgress? shown = null;
        await AwaitAssertAsync(
            async () =>
            {
                Advance(WorkerActor.ProgressInterval);
                shown = await Queue.ExpectMsgAsync<AttemptProgress>(TimeSpan.FromMilliseconds(100));
            },
            Patience);
        Assert.Equal(percent, shown!.Percent);
    }
}
