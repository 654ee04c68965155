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
        Clock.Advance(TimeSpan.FromMinutes(1));

        await ran.Task.WaitAsync(Soon);
        await UntilAsync(receipt.Id, JobStatus.Completed);
    }
}
