using Akka.Actor;
using Jobs.Hosting;
using Jobs.Messages;
using Jobs.Queues;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>Who decides about a failed job: code, its type, its age; and what gives an attempt back.</summary>
public sealed class RetryTests(ITestOutputHelper output) : JobsScenario(output)
{
    [Fact]
    public async Task The_wait_that_code_decides_is_the_one_that_is_stored()
    {
        Handlers
            .Handle<string>("throttled", (_, context, _) => context.Attempt == 1 ? throw new IOException("later") : Task.CompletedTask)
            .OnFailure("throttled", failure => failure.Retry(failed => RetryDecision.After(TimeSpan.FromMinutes(7 * failed.Attempt))));
        StartHost();
        var id = (await EnqueueAsync("throttled")).Id;

        var failed = await UntilAsync(id, JobStatus.Failed);
        Assert.Equal(TimeSpan.FromMinutes(7), failed.ScheduledFor - failed.UpdatedAt);

        Clock.Advance(TimeSpan.FromMinutes(7));
        await UntilAsync(id, JobStatus.Completed);
    }

    [Fact]
    public async Task A_permanent_exception_of_the_queue_goes_to_the_dead_letters_at_once()
    {
        Handlers.Handle<string>("broken", (_, _, _) => throw new ArgumentNullException("customer"));
        Settings = Settings with { PermanentExceptions = ["System.ArgumentException"] };
        StartHost();

        Assert.Equal((1, "rejected"), await DeathOfAsync((await EnqueueAsync("broken")).Id));
    }

    [Fact]
    public async Task What_is_said_of_a_type_holds_for_its_alias()
    {
        Handlers.Handle<string>("send", (_, _, _) => throw new IOException("down"), "mail");
        Types = new Dictionary<string, TypeSettings> { ["send"] = new() { MaxAttempts = 1 } };
        StartHost();

        Assert.Equal((1, "exhausted"), await DeathOfAsync((await EnqueueAsync("mail")).Id));
    }

    [Fact]
    public async Task A_job_whose_next_retry_would_come_too_late_is_dead_and_its_letter_says_why()
    {
        Handlers.Handle<string>("broken", (_, _, _) => throw new IOException("down"));
        Settings = Settings with { RetryFor = TimeSpan.FromSeconds(12) };
        StartHost();
        var id = (await EnqueueAsync("broken")).Id;
        await UntilAsync(id, JobStatus.Failed);
        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal((2, "expired"), await DeathOfAsync(id));
    }

    [Fact]
    public async Task Each_failed_attempt_shows_its_whole_error_also_after_a_recovery()
    {
        Handlers.Handle<string>("broken", (_, context, _) => throw new IOException($"attempt {context.Attempt}"));
        Settings = Settings with { MaxAttempts = 2 };
        StartHost();
        var id = (await EnqueueAsync("broken")).Id;
        await UntilAsync(id, JobStatus.Failed);
        Clock.Advance(TimeSpan.FromSeconds(5));
        var dead = await UntilAsync(id, JobStatus.Dead);

        var errors = dead.History.Where(step => step.Error is not null).ToList();
        Assert.Equal([("failed", 1, "attempt 1"), ("died", 2, "attempt 2")], errors.Select(step => (step.Event, step.Attempt, step.Error!.Message)));
        Assert.All(errors, step => Assert.Contains(nameof(RetryTests), step.Error!.Stack, StringComparison.Ordinal));

        await KillHostAsync();
        StartHost();
        Assert.Equal(dead.History, (await GetAsync(id)).History);
    }

    [Fact]
    public async Task A_snooze_gives_the_attempt_back()
    {
        var runs = 0;
        Handlers.Handle<string>("patient", (_, context, _) =>
        {
            if (Interlocked.Increment(ref runs) == 1)
                context.Snooze(TimeSpan.FromHours(1));
            return Task.CompletedTask;
        });
        Settings = Settings with { MaxAttempts = 1 };
        StartHost();
        var id = (await EnqueueAsync("patient")).Id;

        Assert.Equal(0, (await UntilAsync(id, JobStatus.Scheduled)).Attempts);
        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((1, 0), await CountsOfAsync(id));
    }

    [Fact]
    public async Task A_shutdown_gives_the_attempt_back()
    {
        var started = new TaskCompletionSource();
        Handlers.Handle<string>("long", (_, _, cancel) => started.TrySetResult() ? Task.Delay(Timeout.Infinite, cancel) : Task.CompletedTask);
        Settings = Settings with { MaxAttempts = 1 };
        StartHost();
        var id = (await EnqueueAsync("long")).Id;
        await started.Task.WaitAsync(Soon);

        var stopped = System.Queues.Ask<QueueStopped>(new StopQueue(TimeSpan.Zero), Soon);
        Assert.Equal(0, (await UntilAsync(id, JobStatus.Pending)).Attempts);
        await stopped;
        await KillHostAsync();
        StartHost();

        Assert.Equal((1, 0), await CountsOfAsync(id));
    }

    /// <summary>Attempts and crashes of a job that has completed.</summary>
    private async Task<(int Attempts, int Crashes)> CountsOfAsync(JobId id)
    {
        var done = await UntilAsync(id, JobStatus.Completed);
        return (done.Attempts, done.Crashes);
    }

    private async Task<(int Attempts, string Reason)> DeathOfAsync(JobId id)
    {
        var dead = await UntilAsync(id, JobStatus.Dead);
        return (dead.Attempts, (await System.Queues.Ask<DeadLetterFound>(new GetDeadLetter(Queue, id), Soon)).Letter.Reason);
    }
}
