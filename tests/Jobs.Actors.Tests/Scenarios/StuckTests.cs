using Akka.Actor;
using Jobs.Messages;
using Jobs.Workers;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

public sealed class StuckTests(ITestOutputHelper output) : JobsScenario(output)
{
    [Fact]
    public async Task A_stuck_handler_is_counted_until_it_ends_and_does_not_count_as_running()
    {
        var started = new TaskCompletionSource();
        var mayEnd = new TaskCompletionSource();
        Handlers.Handle<string>("deaf", (_, _, _) =>
        {
            started.TrySetResult();
            return mayEnd.Task;
        });
        Handlers.Handle<string>("greet", (_, _, _) => Task.CompletedTask);
        Settings = Settings with { Concurrency = 1, MaxAttempts = 1 };
        StartHost();
        var id = (await EnqueueAsync("deaf")).Id;
        await started.Task.WaitAsync(Soon);
        Assert.Equal((1, 0), await RunningAndStuckAsync());

        await UntilGivenUpAsync(id);

        Assert.Equal((0, 1), await RunningAndStuckAsync());
        await UntilAsync((await EnqueueAsync("greet")).Id, JobStatus.Completed);
        mayEnd.SetResult();
        await AwaitConditionAsync(async () => (await RunningAndStuckAsync()).Stuck == 0, Soon);
    }

    [Fact]
    public async Task A_queue_that_starts_anew_is_told_of_the_stuck_handlers()
    {
        var started = new TaskCompletionSource();
        Handlers.Handle<string>("deaf", (_, _, _) =>
        {
            started.TrySetResult();
            return new TaskCompletionSource().Task;
        });
        Settings = Settings with { MaxAttempts = 1 };
        StartHost();
        var id = (await EnqueueAsync("deaf")).Id;
        await started.Task.WaitAsync(Soon);
        await UntilGivenUpAsync(id);

        Journal.Set(_ => WriteFate.Fail);
        await System.Queues.Ask<EnqueueRefused>(Job("deaf", delay: TimeSpan.FromHours(1)), Soon);
        Journal.Release();
        await UntilBackAsync();

        await AwaitConditionAsync(async () => (await ViewAsync()) is { Health: QueueHealth.Ready, StuckHandlers: 1 }, Soon);
    }

    private async Task UntilGivenUpAsync(JobId id)
    {
        Clock.Advance(Settings.Timeout);
        await AwaitConditionAsync(
            async () =>
            {
                Clock.Advance(WorkerRouter.Grace);
                return (await GetAsync(id)).Status == JobStatus.Dead;
            },
            Soon);
    }

    private async Task<(long Running, int Stuck)> RunningAndStuckAsync()
    {
        var view = await ViewAsync();
        return (view.Counts.Processing, view.StuckHandlers);
    }

    private async Task<QueueView> ViewAsync() => (await System.Queues.Ask<QueueFound>(new GetQueue(Queue), Soon)).Queue;
}
