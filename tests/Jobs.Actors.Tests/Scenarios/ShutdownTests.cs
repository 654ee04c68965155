using Akka.Actor;
using Jobs.Core;
using Jobs.Journal;
using Jobs.Messages;
using Jobs.Queues;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>What the shutdown of the actor system waits for.</summary>
public sealed class ShutdownTests(ITestOutputHelper output) : JobsScenario(output)
{
    private static readonly TimeSpan LongDrain = TimeSpan.FromHours(1);

    private readonly TaskCompletionSource _running = new();
    private readonly TaskCompletionSource _mayEnd = new();

    [Fact]
    public async Task Queues_that_are_gone_are_not_waited_for()
    {
        StartHost();
        await KillHostAsync();

        await ShutdownDrain.RunAsync(Sys, System.Queues, LongDrain).WaitAsync(Soon);
    }

    [Fact]
    public async Task Queues_that_go_while_they_are_waited_for_end_the_wait()
    {
        var drained = await DrainWhileOneRunsAsync();

        await KillHostAsync();

        await drained.WaitAsync(Soon);
    }

    [Fact]
    public async Task What_runs_is_waited_for()
    {
        var drained = await DrainWhileOneRunsAsync();
        Assert.False(drained.IsCompleted);

        _mayEnd.SetResult();

        // Its outcome is written a moment later, on the test's clock.
        await AwaitConditionAsync(
            () =>
            {
                Clock.Advance(CommittingActor<QueueEvent, QueueCommit>.LingerMax);
                return Task.FromResult(drained.IsCompletedSuccessfully);
            },
            Soon);
    }

    /// <summary>The queue has been asked to stop when what waits says so.</summary>
    private async Task<Task> DrainWhileOneRunsAsync()
    {
        Handlers.Handle<string>("wait", (_, _, _) =>
        {
            _running.TrySetResult();
            return _mayEnd.Task;
        });
        Settings = Settings with { Concurrency = 1 };
        StartHost();
        await EnqueueAsync("wait");
        await _running.Task.WaitAsync(Soon);
        var waits = (await EnqueueAsync("wait")).Id;
        var drained = ShutdownDrain.RunAsync(Sys, System.Queues, LongDrain);
        await AwaitConditionAsync(async () => (await GetAsync(waits)).Waiting is { Reason: "stopping" }, Soon);
        return drained;
    }
}
