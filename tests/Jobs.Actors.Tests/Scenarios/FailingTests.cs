using Akka.Actor;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

public sealed class FailingTests(ITestOutputHelper output) : JobsScenario(output)
{
    [Fact]
    public async Task A_failed_job_is_retried_at_its_time_and_not_before()
    {
        var runs = 0;
        Handlers.Handle<string>("flaky", (_, _, _) => Interlocked.Increment(ref runs) < 3 ? throw new IOException("down") : Task.CompletedTask);
        StartHost();
        var id = (await EnqueueAsync("flaky")).Id;

        var failed = await UntilAsync(id, JobStatus.Failed);
        Assert.Equal(TimeSpan.FromSeconds(5), failed.ScheduledFor - failed.UpdatedAt);
        Assert.Equal("down", failed.LastError!.Message);
        Clock.Advance(TimeSpan.FromMilliseconds(4999));
        Assert.Equal(JobStatus.Failed, (await GetAsync(id)).Status);
        Assert.Equal(1, runs);

        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await AwaitConditionAsync(async () => (await GetAsync(id)) is { Status: JobStatus.Failed, Attempts: 2 }, Soon);
        Clock.Advance(TimeSpan.FromSeconds(10));
        var done = await UntilAsync(id, JobStatus.Completed);

        Assert.Equal(3, done.Attempts);
        Assert.Equal(["enqueued", "started", "failed", "due", "started", "failed", "due", "started", "completed"], done.History.Select(step => step.Event));
    }

    [Fact]
    public async Task An_exhausted_job_is_buried_and_runs_again_when_it_is_replayed()
    {
        var fails = true;
        Handlers.Handle<string>("broken", (_, _, _) => Volatile.Read(ref fails) ? throw new IOException("down") : Task.CompletedTask);
        Settings = Settings with { MaxAttempts = 1 };
        StartHost();
        var id = (await EnqueueAsync("broken")).Id;
        await UntilAsync(id, JobStatus.Dead);

        var letter = (await System.Queues.Ask<DeadLetterFound>(new GetDeadLetter(Queue, id), Soon)).Letter;
        Assert.Equal(("exhausted", "down", 1), (letter.Reason, letter.Error.Message, letter.Attempts));
        Assert.Equal(1, (await CountsAsync()).Dead);

        Volatile.Write(ref fails, false);
        var changed = await System.Queues.Ask<JobChanged>(new ReplayDeadLetter(Queue, id, By: "ann"), Soon);
        Assert.Equal((id, 1), (changed.Job.Id, changed.Job.Replays));
        var done = await UntilAsync(id, JobStatus.Completed);

        Assert.Equal(1, done.Attempts);
        Assert.Contains(done.History, step => step is { Event: "replayed", By: "ann" });
        Assert.Equal(0, (await CountsAsync()).Dead);
        await System.Queues.Ask<RequestRefused>(new GetDeadLetter(Queue, id), Soon);
    }

    [Fact]
    public async Task A_permanent_failure_goes_to_the_dead_letters_at_once()
    {
        Handlers.Handle<string>("hopeless", (_, _, _) => throw new PermanentJobException("no such address"));
        StartHost();
        var id = (await EnqueueAsync("hopeless")).Id;

        var dead = await UntilAsync(id, JobStatus.Dead);

        Assert.Equal(1, dead.Attempts);
        Assert.Equal("rejected", (await System.Queues.Ask<DeadLetterFound>(new GetDeadLetter(Queue, id), Soon)).Letter.Reason);
    }

    [Fact]
    public async Task A_handler_that_overruns_its_timeout_has_failed_and_the_error_names_the_limit()
    {
        Handlers.Handle<string>("slow", (_, _, cancel) => Task.Delay(Timeout.Infinite, cancel));
        Settings = Settings with { Timeout = TimeSpan.FromSeconds(30) };
        StartHost();
        var id = (await EnqueueAsync("slow")).Id;
        await UntilAsync(id, JobStatus.Processing);

        Clock.Advance(Settings.Timeout);
        var failed = await UntilAsync(id, JobStatus.Failed);

        Assert.Contains("30000 ms", failed.LastError!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_job_never_runs_and_cancelling_it_again_changes_nothing()
    {
        var runs = 0;
        Handlers.Handle<string>("greet", (_, _, _) => Task.FromResult(Interlocked.Increment(ref runs)));
        StartHost();
        var id = (await EnqueueAsync("greet", delay: TimeSpan.FromSeconds(10))).Id;

        var cancelled = await System.Client.CancelAsync(id, Queue);
        var again = await System.Client.CancelAsync(id, Queue);
        Clock.Advance(TimeSpan.FromMinutes(1));
        var next = (await EnqueueAsync("greet")).Id;
        await UntilAsync(next, JobStatus.Completed);

        Assert.Equal((JobStatus.Cancelled, JobStatus.Cancelled), (cancelled.Status, again.Status));
        Assert.Equal(cancelled.History.Count, again.History.Count);
        Assert.Equal(1, runs);
    }

    [Fact]
    public async Task Deleting_a_dead_letter_removes_its_job_and_the_id_stays_remembered()
    {
        Handlers.Handle<string>("hopeless", (_, _, _) => throw new PermanentJobException("no"));
        StartHost();
        var id = (await EnqueueAsync("hopeless")).Id;
        await UntilAsync(id, JobStatus.Dead);

        await System.Queues.Ask<JobDeleted>(new DeleteDeadLetter(Queue, id), Soon);

        Assert.Null(await System.Client.GetAsync(id, Queue));
        Assert.Equal(0, (await CountsAsync()).Dead);
        Assert.True((await EnqueueAsync("hopeless", id: id)).Deduplicated);
    }
}
