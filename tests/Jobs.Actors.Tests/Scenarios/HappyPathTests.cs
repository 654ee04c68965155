using Akka.Actor;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

public sealed class HappyPathTests(ITestOutputHelper output) : JobsScenario(output)
{
    [Fact]
    public async Task A_job_is_acknowledged_run_and_completed_once()
    {
        var runs = 0;
        Handlers.Handle<string>("greet", (_, _, _) =>
        {
            Interlocked.Increment(ref runs);
            return Task.CompletedTask;
        });
        StartHost();

        var receipt = await EnqueueAsync("greet");
        var job = await UntilAsync(receipt.Id, JobStatus.Completed);

        Assert.Equal(1, runs);
        Assert.Equal(1, job.Attempts);
        Assert.Equal(["enqueued", "started", "completed"], job.History.Select(step => step.Event));
        Assert.Equal(new JobCounts(0, 0, 0, 0, 1, 0, 0), await CountsAsync());
    }

    [Fact]
    public async Task A_job_that_waits_when_the_host_dies_runs_after_the_next_start()
    {
        var ran = new TaskCompletionSource();
        Handlers.Handle<string>("greet", (_, _, _) =>
        {
            ran.TrySetResult();
            return Task.CompletedTask;
        });
        StartHost();
        var receipt = await EnqueueAsync("greet", delay: TimeSpan.FromMinutes(1));
        await KillHostAsync();

        StartHost();
        Assert.Equal(JobStatus.Scheduled, (await GetAsync(receipt.Id)).Status);
        await PassUntilAsync(receipt.Id, TimeSpan.FromMinutes(1), JobStatus.Completed);
    }

    [Fact]
    public async Task A_request_that_names_no_queue_where_it_must_is_refused_and_the_queues_go_on()
    {
        Handlers.Handle<string>("greet", (_, _, _) => Task.CompletedTask);
        StartHost();

        var refused = await System.Queues.Ask<EnqueueRefused>(Job("greet") with { Queue = null! }, Soon);

        Assert.Equal(("queue", Refusal.Codes.InvalidRequest), (refused.Refusal.Field, refused.Refusal.Code));
        await UntilAsync((await EnqueueAsync("greet")).Id, JobStatus.Completed);
    }
}
