using System.Collections.Concurrent;
using Akka.Actor;
using Jobs.Hosting;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

public sealed class LimitTests(ITestOutputHelper output) : JobsScenario(output)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly ConcurrentQueue<(string Job, DateTimeOffset At)> _starts = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _running = new();

    [Fact]
    public async Task A_rate_holds_starts_back_until_its_window_opens_and_then_lets_as_many_go()
    {
        Settings = Settings with { Concurrency = 10, RateLimit = new RateLimit(2, Window) };
        HandleAtOnce();
        StartHost();
        for (var i = 0; i < 5; i++)
            await EnqueueAsync("note");

        await UntilStartedAsync(2);
        Clock.Advance(Window - TimeSpan.FromMilliseconds(1));
        Assert.Equal(new JobCounts(3, 0, 0, 0, 2, 0, 0), await UntilCompletedAsync(2));
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await UntilStartedAsync(4);
        Assert.Equal(1, (await UntilCompletedAsync(4)).Pending);
        Clock.Advance(Window);
        await UntilStartedAsync(5);
    }

    [Fact]
    public async Task A_window_begins_when_the_start_has_left_not_when_it_was_decided()
    {
        Settings = Settings with { Concurrency = 10, RateLimit = new RateLimit(1, Window) };
        HandleAtOnce();
        StartHost();
        await CountsAsync();
        Journal.Hold();
        System.Queues.Tell(Job("note"), ActorRefs.NoSender);
        System.Queues.Tell(Job("note"), ActorRefs.NoSender);
        await AwaitConditionAsync(() => Task.FromResult(Journal.Waiting("queue/") > 0), Soon);
        Clock.Advance(TimeSpan.FromSeconds(8));
        Journal.Release();
        await UntilStartedAsync(1);

        Clock.Advance(Window - TimeSpan.FromMilliseconds(1));
        await UntilCompletedAsync(1);
        Assert.Single(_starts);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        await UntilStartedAsync(2);
        Assert.Equal(Window, _starts.Last().At - _starts.First().At);
    }

    [Fact]
    public async Task A_restart_in_the_middle_of_a_window_does_not_let_more_start()
    {
        Settings = Settings with { Concurrency = 10, RateLimit = new RateLimit(3, Window) };
        HandleAtOnce();
        StartHost();
        for (var i = 0; i < 9; i++)
            await EnqueueAsync("note");
        await UntilStartedAsync(3);
        await UntilCompletedAsync(3);
        for (var passed = 0; passed < 40 && _starts.Count < 9; passed++)
        {
            if (passed % 7 == 3)
            {
                await KillHostAsync();
                StartHost();
            }

            Clock.Advance(TimeSpan.FromSeconds(1));

            // What has left begins, and notes when, in real time: the clock waits for it.
            await AwaitConditionAsync(async () => (await CountsAsync()).Processing == 0, Soon);
        }

        await UntilStartedAsync(9);
        var times = _starts.Select(start => start.At).Order().ToList();
        Assert.All(times, from => Assert.InRange(times.Count(at => at >= from && at < from + Window), 1, 3));
    }

    [Fact]
    public async Task More_workers_run_at_once_after_a_change_also_after_a_restart_until_it_is_reset()
    {
        Settings = Settings with { Concurrency = 1 };
        HandleUntilReleased();
        StartHost();
        for (var i = 0; i < 5; i++)
            await EnqueueAsync("wait");
        await UntilStartedAsync(1);

        Assert.Equal(3, (await ChangeAsync(concurrency: new(3))).Concurrency);
        await UntilStartedAsync(3);
        await KillHostAsync();
        _starts.Clear();
        StartHost();
        await UntilStartedAsync(3);
        Assert.Equal((2, 3), ((await CountsAsync()).Pending, (await CountsAsync()).Processing));

        var reset = (await System.Queues.Ask<QueueChanged>(new ResetQueue(Queue, "test"), Soon)).Queue;
        Assert.Equal((1, false), (reset.Concurrency, reset.IsChanged));
        await ReleaseAsync(2);
        Assert.Equal((2, 1), ((await CountsAsync()).Pending, (await CountsAsync()).Processing));
        await ReleaseAsync(1);
        await UntilStartedAsync(4);
    }

    [Fact]
    public async Task A_rate_given_live_holds_from_the_next_start_on_and_is_lifted_by_none()
    {
        Settings = Settings with { Concurrency = 10 };
        HandleAtOnce();
        StartHost();
        Assert.Equal(new RateLimit(1, Window), (await ChangeAsync(rate: new(new RateLimit(1, Window)))).RateLimit);
        for (var i = 0; i < 4; i++)
            await EnqueueAsync("note");
        await UntilStartedAsync(1);
        Assert.Equal(3, (await UntilCompletedAsync(1)).Pending);

        Assert.Null((await ChangeAsync(rate: new(null))).RateLimit);
        await UntilStartedAsync(4);
    }

    [Fact]
    public async Task A_refused_change_says_what_is_expected_and_changes_nothing()
    {
        StartHost();
        var refused = (await System.Queues.Ask<RequestRefused>(new ChangeQueue(Queue, new ChangeTo<int?>(0), By: "test"), Soon)).Refusal;

        Assert.Equal(("concurrency", "concurrency: expected 1..10000, got 0"), (refused.Field, refused.Detail));
        Assert.False((await System.Queues.Ask<QueueFound>(new GetQueue(Queue), Soon)).Queue.IsChanged);
    }

    [Fact]
    public async Task In_a_line_a_failed_head_holds_up_its_key_and_nobody_else()
    {
        Settings = Settings with { Concurrency = 10, FifoPerKey = true };
        var fails = true;
        Handlers.Handle<string>("note", (_, context, _) =>
        {
            _starts.Enqueue((context.JobId.ToString(), Clock.Now));
            return context.JobId.ToString() == "a1" && Volatile.Read(ref fails) ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        });
        StartHost();
        foreach (var id in new[] { "a1", "b1", "a2", "b2" })
            await System.Client.EnqueueAsync(Job("note", id: JobId.Parse(id)) with { PartitionKey = id[..1], Priority = id == "a2" ? JobPriority.Critical : JobPriority.Normal });

        await UntilAsync(JobId.Parse("b2"), JobStatus.Completed);
        await UntilAsync(JobId.Parse("a1"), JobStatus.Failed);
        Assert.Equal(JobStatus.Pending, (await GetAsync(JobId.Parse("a2"))).Status);
        Volatile.Write(ref fails, false);
        Clock.Advance(TimeSpan.FromSeconds(5));
        await UntilAsync(JobId.Parse("a2"), JobStatus.Completed);
        Assert.Equal(["a1", "a1", "a2"], _starts.Select(start => start.Job).Where(job => job[0] == 'a'));
    }

    private void HandleAtOnce() => Handlers.Handle<string>("note", (_, context, _) =>
    {
        _starts.Enqueue((context.JobId.ToString(), Clock.Now));
        return Task.CompletedTask;
    });

    private void HandleUntilReleased() => Handlers.Handle<string>("wait", (_, context, _) =>
    {
        var mayEnd = _running[context.JobId.ToString()] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Enqueue((context.JobId.ToString(), Clock.Now));
        return mayEnd.Task;
    });

    private async Task ReleaseAsync(int jobs)
    {
        var completed = (await CountsAsync()).Completed;
        foreach (var id in _running.Keys.Take(jobs).ToList())
        {
            Assert.True(_running.TryRemove(id, out var handler));
            handler.SetResult();
        }

        await UntilCompletedAsync(completed + jobs);
    }

    private async Task<QueueView> ChangeAsync(ChangeTo<int?>? concurrency = null, ChangeTo<RateLimit?>? rate = null) =>
        (await System.Queues.Ask<QueueChanged>(new ChangeQueue(Queue, concurrency, rate, "test"), Soon)).Queue;

    private Task UntilStartedAsync(int starts) => AwaitConditionAsync(() => Task.FromResult(_starts.Count >= starts), Soon);

    private async Task<JobCounts> UntilCompletedAsync(long jobs)
    {
        var counts = JobCounts.Zero;
        await AwaitConditionAsync(async () => (counts = await CountsAsync()).Completed >= jobs, Soon);
        return counts;
    }
}
