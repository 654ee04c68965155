using Akka.Actor;
using Jobs.Messages;
using Jobs.Queues;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>All queues are held while the host must not write, as when it has lost its lock on the database.</summary>
public sealed class HoldTests(ITestOutputHelper output) : JobsScenario(output)
{
    private static readonly HoldQueues Hold = new("the lock is lost", TimeSpan.FromSeconds(7));

    private readonly TaskCompletionSource _running = new();
    private readonly TaskCompletionSource _finish = new();
    private int _runs;

    [Fact]
    public async Task Held_queues_refuse_with_the_reason_until_they_are_released_however_long_it_takes()
    {
        await RunOneAsync();
        await HoldAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));

        var refused = await System.Queues.Ask<EnqueueRefused>(Job("greet"), Soon);
        var queue = (await System.Queues.Ask<QueueFound>(new GetQueue(Queue), Soon)).Queue;

        Assert.Equal((Refusal.Codes.QueueUnavailable, Hold.RetryAfter), (refused.Refusal.Code, refused.Refusal.RetryAfter));
        Assert.Equal((QueueHealth.Down, Hold.Reason), (queue.Health, queue.Reason));
        await ReleaseAsync();
        _finish.SetResult();
        await UntilAsync((await EnqueueAsync("greet")).Id, JobStatus.Completed);
    }

    [Fact]
    public async Task What_runs_while_queues_are_held_runs_once_and_its_outcome_is_stored_afterwards()
    {
        var id = await RunOneAsync();
        await HoldAsync();
        _finish.SetResult();

        await ReleaseAsync();
        var job = await UntilAsync(id, JobStatus.Completed);

        Assert.Equal((1, 1, 0), (_runs, job.Attempts, job.Crashes));
    }

    [Fact]
    public async Task A_write_that_was_under_way_is_answered_as_unknown()
    {
        await RunOneAsync();
        Journal.Hold();
        System.Queues.Tell(Job("greet"), TestActor);
        await AwaitConditionAsync(() => Task.FromResult(Journal.Waiting("queue/") > 0), Soon);

        System.Queues.Tell(Hold);

        Assert.Equal(Refusal.Codes.OutcomeUnknown, (await ExpectMsgAsync<EnqueueRefused>(Soon)).Refusal.Code);
        Journal.Release();
        _finish.SetResult();
    }

    [Fact]
    public async Task A_queue_that_is_held_while_it_recovers_does_not_come_back_before_it_is_released()
    {
        await RunOneAsync();
        await HoldAsync();
        System.Queues.Tell(ReleaseQueues.Instance);

        await HoldAsync();

        Assert.Equal(Refusal.Codes.QueueUnavailable, (await System.Queues.Ask<EnqueueRefused>(Job("greet"), Soon)).Refusal.Code);
        _finish.SetResult();
    }

    private async Task HoldAsync()
    {
        System.Queues.Tell(Hold);
        await AwaitConditionAsync(async () => (await System.Queues.Ask<QueueFound>(new GetQueue(Queue), Soon)).Queue.Health == QueueHealth.Down, Soon);
    }

    // One that was still stopping starts again after a moment of the test's clock.
    private async Task ReleaseAsync()
    {
        System.Queues.Tell(ReleaseQueues.Instance);
        await UntilBackAsync();
    }

    private async Task<JobId> RunOneAsync()
    {
        Handlers.Handle<string>("wait", async (_, _, _) =>
        {
            Interlocked.Increment(ref _runs);
            _running.TrySetResult();
            await _finish.Task;
        });
        Handlers.Handle<string>("greet", (_, _, _) => Task.CompletedTask);
        StartHost();
        var id = (await EnqueueAsync("wait")).Id;
        await _running.Task.WaitAsync(Soon);
        return id;
    }
}
