using Akka.Actor;
using Jobs.Core;
using Jobs.Messages;
using Jobs.Workers;

namespace Jobs.Actors.Tests.Workers;

/// <summary>Steps between a handler and its queue; the queue is a probe.</summary>
public sealed class StepTests : WorkerScenario
{
    private readonly TaskCompletionSource<Task<int>> _step = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _done;

    public StepTests() => Handlers.Handle<string>("steps", async (_, context, _) =>
    {
        var step = context.OnceAsync("charge", () => Task.FromResult(Interlocked.Increment(ref _done)));
        _step.SetResult(step);
        await step;
    });

    [Fact]
    public async Task A_step_returns_when_the_queue_has_stored_it()
    {
        var router = await OpenRouterAsync();
        var start = NewStart("steps");
        Run(router, start);

        var store = await Queue.ExpectMsgAsync<StoreStep>(Patience);
        var step = await _step.Task;
        Assert.False(step.IsCompleted);
        router.Tell(new StepSettled(start.Key, "charge", null), Queue);

        Assert.Equal(new StoreStep(start.Key, "charge", JobPayload.Json(1)), store);
        Assert.Equal(1, await step.WaitAsync(Patience));
        Assert.IsType<Outcome.Succeeded>((await ReportAsync()).Outcome);
    }

    [Fact]
    public async Task A_step_that_is_not_confirmed_is_told_again_to_the_queue_that_comes_back()
    {
        var router = await OpenRouterAsync();
        var start = NewStart("steps");
        Run(router, start);
        await Queue.ExpectMsgAsync<StoreStep>(Patience);
        var second = CreateTestProbe();

        Assert.Equal(["a"], await IntroduceAsync(router, second));
        var again = await second.ExpectMsgAsync<StoreStep>(Patience);
        router.Tell(new StepSettled(again.Attempt, again.Key, null), second);

        Assert.Equal(1, await (await _step.Task).WaitAsync(Patience));
        await second.ExpectMsgAsync<WorkerReports>(Patience);
        await IntroduceAsync(router, second);
        await second.FishForMessageAsync(message => message is WorkerReports, Patience);
        await second.ExpectNoMsgAsync(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task A_step_that_the_queue_refuses_tells_the_handler_that_its_attempt_is_over()
    {
        var router = await OpenRouterAsync();
        var start = NewStart("steps");
        Run(router, start);
        await Queue.ExpectMsgAsync<StoreStep>(Patience);

        router.Tell(new StepSettled(start.Key, "charge", Refusals.AttemptOver(start.Key.Job)), Queue);

        var over = await Assert.ThrowsAsync<AttemptOverException>(async () => await (await _step.Task).WaitAsync(Patience));
        Assert.Contains("step 'charge'", over.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_attempt_has_done_is_not_done_again()
    {
        var router = await OpenRouterAsync();

        Run(router, NewStart("steps") with { StepResults = [new StepResult("charge", JobPayload.Json(7))] });

        Assert.Equal(7, await (await _step.Task).WaitAsync(Patience));
        Assert.IsType<Outcome.Succeeded>((await ReportAsync()).Outcome);
        Assert.Equal(0, _done);
    }

    [Fact]
    public async Task Who_waits_for_a_step_is_free_at_the_attempts_limit()
    {
        var router = await OpenRouterAsync();
        Run(router, NewStart("steps"));
        await Queue.ExpectMsgAsync<StoreStep>(Patience);

        Advance(Limit);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await (await _step.Task).WaitAsync(Patience));
        Assert.Equal(JobErrors.TimeoutType, Assert.IsType<Outcome.Failed>((await ReportAsync()).Outcome).Error.Type);
    }

    [Fact]
    public async Task One_step_more_than_a_job_keeps_is_refused_before_it_is_done()
    {
        var router = await OpenRouterAsync();
        var full = Enumerable.Range(0, StepBounds.StepsMax).Select(n => new StepResult($"step-{n}", null)).ToList();

        Run(router, NewStart("steps") with { StepResults = full });

        Assert.Contains("one more than the 100", Assert.IsType<Outcome.Rejected>((await ReportAsync()).Outcome).Error.Message, StringComparison.Ordinal);
        Assert.Equal(0, _done);
    }
}
