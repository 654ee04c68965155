using Akka.Actor;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>Steps that a job does once, and results as their types.</summary>
public sealed class OnceTests(ITestOutputHelper output) : JobsScenario(output)
{
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _charges;
    private int _runs;

    [Fact]
    public async Task A_step_that_succeeded_is_not_run_again_and_the_next_attempt_gets_its_result()
    {
        Handlers.HandleWithResult<string, string>("order", async (_, context, _) =>
        {
            var receipt = await context.OnceAsync("charge", ChargeAsync);
            await context.OnceAsync("mail", () => Task.FromResult(Interlocked.Increment(ref _runs)));
            return context.Attempt == 1 ? throw new IOException("after the steps") : $"{receipt.Number} {receipt.Text}";
        });
        StartHost();
        var id = (await EnqueueAsync("order")).Id;
        Assert.Equal(["charge", "mail"], (await UntilAsync(id, JobStatus.Failed)).Steps);

        Clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal("1 paid", await System.Client.WaitAsync<string>(id));
        Assert.Equal((1, 1), (_charges, _runs));
    }

    [Fact]
    public async Task A_host_that_dies_after_the_step_was_stored_does_not_do_it_again()
    {
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Handlers.Handle<string>("order", async (_, context, cancel) =>
        {
            await context.OnceAsync("charge", ChargeAsync);
            stored.TrySetResult();
            if (Interlocked.Increment(ref _runs) == 1)
                await Task.Delay(Timeout.Infinite, cancel);
        });
        StartHost();
        var id = (await EnqueueAsync("order")).Id;
        await stored.Task.WaitAsync(Soon);
        await KillHostAsync();

        StartHost();
        var done = await UntilAsync(id, JobStatus.Completed);

        Assert.Equal((1, 2, 1), (_charges, _runs, done.Crashes));
        Assert.Empty(done.Steps);
    }

    [Theory]
    [InlineData("Fail")]
    [InlineData("StoreAndFail")]
    public async Task A_write_that_fails_while_a_step_is_stored_is_repeated_and_the_step_is_done_once(string fate)
    {
        Handlers.HandleWithResult<string, int>("order", async (_, context, _) =>
        {
            Interlocked.Increment(ref _runs);
            await _goOn.Task;
            return (await context.OnceAsync("charge", ChargeAsync)).Number;
        });
        StartHost();
        var id = (await EnqueueAsync("order")).Id;
        await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 1), Soon);
        Journal.Set(_ => Enum.Parse<WriteFate>(fate));

        _goOn.SetResult();
        await AwaitConditionAsync(() => Task.FromResult(Journal.Failed("queue/")), Soon);
        Journal.Release();
        await AwaitConditionAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return await System.Queues.Ask<object>(new GetJob(Queue, id), Soon) is JobFound { Job.Status: JobStatus.Completed };
            },
            Soon);

        var job = await GetAsync(id);
        Assert.Equal((1, 1, 1), (_charges, _runs, job.ReadResult<int>()));
        Assert.Equal((1, 0), (job.Attempts, job.Crashes));
    }

    [Fact]
    public async Task The_step_of_an_attempt_that_was_given_up_is_refused_with_a_clear_exception()
    {
        var told = new TaskCompletionSource<Exception>(TaskCreationOptions.RunContinuationsAsynchronously);
        Handlers.Handle<string>("deaf", async (_, context, _) =>
        {
            if (Interlocked.Increment(ref _runs) > 1)
                return;
            await _goOn.Task;
            told.SetResult(await Assert.ThrowsAnyAsync<Exception>(() => context.OnceAsync("charge", async () =>
            {
                await Task.Yield();
                return await ChargeAsync();
            })));
        });
        StartHost();
        var id = (await EnqueueAsync("deaf")).Id;
        await AwaitConditionAsync(() => Task.FromResult(Volatile.Read(ref _runs) == 1), Soon);
        Clock.Advance(Settings.Timeout);
        await AwaitConditionAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromSeconds(5));
                return (await GetAsync(id)).Status == JobStatus.Completed;
            },
            Soon);

        _goOn.SetResult();

        // Its token is cancelled as well: whichever it hears of first ends the wait.
        Assert.True(await told.Task.WaitAsync(Soon) is AttemptOverException or OperationCanceledException);
        Assert.Empty((await GetAsync(id)).Steps);
    }

    [Fact]
    public async Task Two_calls_at_the_same_time_with_one_key_run_the_work_once()
    {
        Handlers.HandleWithResult<string, int>("order", async (_, context, _) =>
        {
            var both = await Task.WhenAll(context.OnceAsync("charge", SlowAsync), context.OnceAsync("charge", SlowAsync));
            return both[0].Number + both[1].Number;

            async Task<Receipt> SlowAsync()
            {
                await Task.Yield();
                return await ChargeAsync();
            }
        });
        StartHost();

        Assert.Equal(2, await System.Client.WaitAsync<int>((await EnqueueAsync("order")).Id));
        Assert.Equal(1, _charges);
    }

    [Fact]
    public async Task A_step_that_throws_is_not_kept_and_may_be_tried_again()
    {
        Handlers.Handle<string>("order", async (_, context, _) =>
        {
            await Assert.ThrowsAsync<IOException>(() => context.OnceAsync("charge", () => throw new IOException("no")));
            await context.OnceAsync("charge", ChargeAsync);
        });
        StartHost();

        await UntilAsync((await EnqueueAsync("order")).Id, JobStatus.Completed);

        Assert.Equal(1, _charges);
    }

    [Fact]
    public async Task A_result_that_can_not_be_kept_is_the_end_of_the_job()
    {
        Handlers.Handle<string>("large", async (_, context, _) => await context.OnceAsync("read", () => Task.FromResult(new string('x', StepBounds.ResultBytesMax))));
        Handlers.Handle<string>("odd", async (_, context, _) => await context.OnceAsync("read", () => Task.FromResult(new OneWay(1))));
        StartHost();

        var large = await UntilAsync((await EnqueueAsync("large")).Id, JobStatus.Dead);
        var odd = await UntilAsync((await EnqueueAsync("odd")).Id, JobStatus.Dead);

        Assert.Contains("at most 65536", large.LastError!.Message, StringComparison.Ordinal);
        Assert.Contains("step 'read'", odd.LastError!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_is_read_as_its_type_and_a_job_that_has_none_says_why()
    {
        Handlers.HandleWithResult<string, Receipt>("pay", (_, _, _) => Task.FromResult(new Receipt(7, "ok")));
        Handlers.Handle<string>("greet", (_, _, _) => Task.CompletedTask);
        Handlers.Handle<string>("bad", (_, _, _) => throw new PermanentJobException("never"));
        StartHost();
        var pay = (await EnqueueAsync("pay")).Id;

        Assert.Equal(new Receipt(7, "ok"), await System.Client.WaitAsync<Receipt>(pay));
        await Assert.ThrowsAsync<FormatException>(() => System.Client.WaitAsync<int>(pay));
        Assert.Null(await System.Client.WaitAsync<Receipt>((await EnqueueAsync("greet")).Id));
        var bad = (await EnqueueAsync("bad")).Id;
        var dead = await Assert.ThrowsAsync<JobNotCompletedException>(() => System.Client.WaitAsync<Receipt>(bad));
        Assert.Equal(JobStatus.Dead, dead.Job.Status);
        Assert.Contains("never", dead.Message, StringComparison.Ordinal);
    }

    private Task<Receipt> ChargeAsync() => Task.FromResult(new Receipt(Interlocked.Increment(ref _charges), "paid"));

    private sealed record Receipt(int Number, string Text);

    /// <summary>Can be written and not be read back.</summary>
    private sealed class OneWay(int number)
    {
        public int Value => number;
    }
}
