using Akka.Actor;
using Jobs.Core;
using Jobs.Messages;
using Jobs.Workers;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

public sealed class CancelTests(ITestOutputHelper output) : JobsScenario(output)
{
    private int _runs;

    [Fact]
    public async Task A_running_job_is_told_to_stop_and_is_cancelled_when_its_handler_gives_up()
    {
        Handlers.Handle<string>("long", (_, _, cancel) => Run(Task.Delay(Timeout.Infinite, cancel)));
        StartHost();
        var id = await RunningAsync("long");

        await System.Client.CancelAsync(id, Queue);

        var job = await UntilAsync(id, JobStatus.Cancelled);
        Assert.Equal(["enqueued", "started", "cancel-requested", "cancelled"], job.History.Select(step => step.Event));
        Assert.Equal((1, 1), (_runs, job.Attempts));
    }

    [Fact]
    public async Task A_cancelled_handler_that_finishes_anyway_has_completed_its_job()
    {
        var mayEnd = new TaskCompletionSource();
        Handlers.Handle<string>("stubborn", (_, _, _) => Run(mayEnd.Task));
        StartHost();
        var id = await RunningAsync("stubborn");

        var asked = await System.Client.CancelAsync(id, Queue);
        Assert.Equal(JobStatus.Processing, asked.Status);
        Assert.NotNull(asked.CancelRequestedAt);
        mayEnd.SetResult();

        Assert.Contains((await UntilAsync(id, JobStatus.Completed)).History, step => step.Event == "cancel-requested");
    }

    [Fact]
    public async Task A_handler_that_ignores_the_cancel_is_given_up_after_its_grace_and_the_job_is_cancelled()
    {
        Handlers.Handle<string>("deaf", (_, _, _) => Run(new TaskCompletionSource().Task));
        StartHost();
        var id = await RunningAsync("deaf");

        await System.Client.CancelAsync(id, Queue);
        await AwaitConditionAsync(
            async () =>
            {
                Clock.Advance(WorkerRouter.Grace);
                return (await GetAsync(id)).Status == JobStatus.Cancelled;
            },
            Soon);
    }

    [Fact]
    public async Task A_job_that_was_to_stop_when_its_host_died_is_cancelled_and_does_not_run_again()
    {
        Handlers.Handle<string>("deaf", (_, _, _) => Run(new TaskCompletionSource().Task));
        StartHost();
        var id = await RunningAsync("deaf");
        await System.Client.CancelAsync(id, Queue);
        await KillHostAsync();

        StartHost();

        var job = await UntilAsync(id, JobStatus.Cancelled);
        Assert.Equal((1, 0), (_runs, job.Crashes));
    }

    [Fact]
    public async Task Cancelling_twice_changes_nothing_and_answers_the_job()
    {
        Handlers.Handle<string>("deaf", (_, _, _) => Run(new TaskCompletionSource().Task));
        StartHost();
        var id = await RunningAsync("deaf");

        var first = await System.Client.CancelAsync(id, Queue);
        var second = await System.Client.CancelAsync(id, Queue);

        Assert.Equal((first.CancelRequestedAt, first.History.Count), (second.CancelRequestedAt, second.History.Count));
    }

    [Fact]
    public async Task Whoever_waits_for_a_job_learns_that_it_was_cancelled()
    {
        Handlers.Handle<string>("long", (_, _, cancel) => Run(Task.Delay(Timeout.Infinite, cancel)));
        StartHost();
        var id = await RunningAsync("long");
        var waiter = System.Client.WaitAsync(id, Queue);

        await System.Client.CancelAsync(id, Queue);

        Assert.Equal(JobStatus.Cancelled, (await waiter.WaitAsync(Soon)).Status);
    }

    private async Task<JobId> RunningAsync(string type)
    {
        var id = (await EnqueueAsync(type)).Id;
        await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 1), Soon);
        return id;
    }

    private Task Run(Task work)
    {
        Interlocked.Increment(ref _runs);
        return work;
    }
}
