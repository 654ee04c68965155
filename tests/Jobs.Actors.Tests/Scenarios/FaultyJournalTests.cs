using Akka.Actor;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

public sealed class FaultyJournalTests(ITestOutputHelper output) : JobsScenario(output)
{
    private readonly TaskCompletionSource _running = new();
    private readonly TaskCompletionSource _finish = new();
    private int _runs;

    [Theory]
    [InlineData("Fail")]
    [InlineData("StoreAndFail")]
    [InlineData("Reject")]
    public async Task A_write_that_fails_while_jobs_run_acknowledges_nothing_and_runs_nothing_twice(string fate)
    {
        await RunOneAsync();
        var id = JobId.New();
        Journal.Set(_ => Enum.Parse<WriteFate>(fate));

        var refused = await System.Queues.Ask<EnqueueRefused>(Job("greet", id: id), Soon);
        Assert.Equal(Refusal.Codes.OutcomeUnknown, refused.Refusal.Code);

        Journal.Release();
        _finish.SetResult();
        await UntilBackAsync();
        var receipt = await EnqueueAsync("greet", id: id);
        await UntilAsync(receipt.Id, JobStatus.Completed);
        await AwaitConditionAsync(async () => (await CountsAsync()).Completed == 2, Soon);

        Assert.Equal(fate == "StoreAndFail", receipt.Deduplicated);
        Assert.Equal(2, _runs);
    }

    [Fact]
    public async Task An_outcome_reported_while_the_queue_is_down_is_kept_until_it_is_stored()
    {
        var id = await RunOneAsync();
        Journal.Set(_ => WriteFate.Fail);
        _finish.SetResult();
        await AwaitConditionAsync(async () => (await HealthAsync()) != QueueHealth.Ready, Soon);

        Journal.Release();
        await UntilBackAsync();
        var job = await UntilAsync(id, JobStatus.Completed);

        Assert.Equal((1, 1), (_runs, job.Attempts));
    }

    [Fact]
    public async Task A_queue_that_is_down_refuses_at_once_and_says_when_to_come_back()
    {
        await RunOneAsync();
        Journal.Set(_ => WriteFate.Fail);
        await System.Queues.Ask<EnqueueRefused>(Job("greet"), Soon);
        await AwaitConditionAsync(async () => (await HealthAsync()) == QueueHealth.Down, Soon);

        var refused = await System.Queues.Ask<EnqueueRefused>(Job("greet"), Soon);

        Assert.Equal(Refusal.Codes.QueueUnavailable, refused.Refusal.Code);
        Assert.NotNull(refused.Refusal.RetryAfter);
    }

    [Fact]
    public async Task A_receipt_leaves_after_its_commit_and_an_answer_without_events_after_the_commit_that_it_has_seen()
    {
        Handlers.Handle<string>("greet", (_, _, _) => Task.CompletedTask);
        StartHost();
        await CountsAsync();
        Journal.Hold();
        var probe = CreateTestProbe();

        System.Queues.Tell(Job("greet", delay: TimeSpan.FromHours(1)), probe);
        System.Queues.Tell(new GetQueue(Queue), probe);
        await probe.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(300));
        Journal.Release();

        await probe.ExpectMsgAsync<JobEnqueued>(Soon);
        Assert.Equal(1, (await probe.ExpectMsgAsync<QueueFound>(Soon)).Queue.Counts.Scheduled);
    }

    [Fact]
    public async Task After_a_start_that_was_dispatched_again_the_next_one_reaches_its_worker_too()
    {
        AddHandlers();
        StartHost();
        await CountsAsync();
        Journal.Set(_ => WriteFate.StoreAndFail);
        await System.Queues.Ask<EnqueueRefused>(Job("wait"), Soon);
        Journal.Release();
        await UntilBackAsync();
        await _running.Task.WaitAsync(Soon);

        var next = await EnqueueAsync("greet");

        await UntilAsync(next.Id, JobStatus.Completed);
        _finish.SetResult();
    }

    private async Task<JobId> RunOneAsync()
    {
        AddHandlers();
        StartHost();
        var id = (await EnqueueAsync("wait")).Id;
        await _running.Task.WaitAsync(Soon);
        return id;
    }

    private void AddHandlers()
    {
        Handlers.Handle<string>("wait", async (_, _, _) =>
        {
            Interlocked.Increment(ref _runs);
            _running.TrySetResult();
            await _finish.Task;
        });
        Handlers.Handle<string>("greet", (_, _, _) => Task.FromResult(Interlocked.Increment(ref _runs)));
    }

    private async Task<QueueHealth> HealthAsync() => await System.Queues.Ask<object>(new GetQueue(Queue), Soon) is QueueFound found ? found.Queue.Health : QueueHealth.Down;
}
