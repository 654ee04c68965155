using Akka.Actor;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

public sealed class CrashTests(ITestOutputHelper output) : JobsScenario(output)
{
    [Fact]
    public async Task A_job_that_ran_when_the_host_died_gets_its_attempt_back_and_counts_the_crash()
    {
        var runs = 0;
        Handlers.Handle<string>("long", (_, _, cancel) => Interlocked.Increment(ref runs) == 1 ? Task.Delay(Timeout.Infinite, cancel) : Task.CompletedTask);
        StartHost();
        var id = (await EnqueueAsync("long")).Id;
        await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref runs) == 1), Soon);
        await KillHostAsync();

        StartHost();
        var done = await UntilAsync(id, JobStatus.Completed);

        Assert.Equal((1, 1, 2), (done.Attempts, done.Crashes, runs));
        Assert.Equal(["enqueued", "started", "interrupted", "started", "completed"], done.History.Select(step => step.Event));
    }

    [Fact]
    public async Task A_poison_job_dies_at_its_third_crash_and_does_not_convict_the_innocent_one_beside_it()
    {
        var innocentMayEnd = new TaskCompletionSource();
        var running = 0;
        Handlers.Handle<string>("innocent", (_, _, cancel) => Count(innocentMayEnd.Task.WaitAsync(cancel)));
        Handlers.Handle<string>("poison", (_, _, cancel) => Count(Task.Delay(Timeout.Infinite, cancel)));
        StartHost();
        var innocent = (await EnqueueAsync("innocent")).Id;
        var poison = (await EnqueueAsync("poison")).Id;

        for (var crash = 1; crash <= 2; crash++)
        {
            await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref running) == 2), Soon);
            await KillHostAsync();
            await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref running) == 0), Soon);
            StartHost();
        }

        await UntilAsync(poison, JobStatus.Failed);
        Clock.Advance(TimeSpan.FromSeconds(10));
        await UntilAsync(innocent, JobStatus.Processing);
        Assert.Equal(JobStatus.Pending, (await UntilAsync(poison, JobStatus.Pending)).Status);
        innocentMayEnd.SetResult();
        await UntilAsync(poison, JobStatus.Processing);
        await KillHostAsync();
        StartHost();

        var dead = await UntilAsync(poison, JobStatus.Dead);
        var done = await UntilAsync(innocent, JobStatus.Completed);
        Assert.Equal((3, "crashed"), (dead.Crashes, dead.LastError!.Type));
        Assert.Equal((2, 1), (done.Crashes, done.Attempts));

        async Task Count(Task work)
        {
            Interlocked.Increment(ref running);
            try
            {
                await work;
            }
            finally
            {
                Interlocked.Decrement(ref running);
            }
        }
    }

    [Fact]
    public async Task A_clock_that_goes_back_makes_nothing_early_and_loses_nothing()
    {
        Handlers.Handle<string>("greet", (_, _, _) => Task.CompletedTask);
        StartHost();
        var id = (await EnqueueAsync("greet", delay: TimeSpan.FromMinutes(1))).Id;
        var dueAt = (await GetAsync(id)).ScheduledFor;

        Clock.Advance(TimeSpan.FromMinutes(-30));
        var now = (await EnqueueAsync("greet")).Id;
        var immediate = await UntilAsync(now, JobStatus.Completed);
        Assert.Equal(JobStatus.Scheduled, (await GetAsync(id)).Status);
        Clock.Advance(TimeSpan.FromMinutes(30));
        Clock.Advance(TimeSpan.FromMinutes(1));
        var done = await UntilAsync(id, JobStatus.Completed);

        Assert.True(done.StartedAt >= dueAt);
        Assert.True(immediate.StartedAt >= immediate.CreatedAt);
    }
}
