using Akka.Actor;
using Jobs.Actors.Tests.Index;
using Jobs.Hosting;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>What readers see of a queue that has an index.</summary>
public sealed class IndexedQueueTests : JobsScenario
{
    private readonly IndexFolder _folder = new();

    public IndexedQueueTests(ITestOutputHelper output)
        : base(output)
    {
        Handlers.Handle<Order>("order", (_, _, _) => Task.CompletedTask);
        Handlers.Handle<Order>("break", (_, _, _) => throw new InvalidOperationException("Out of stock"));
        Settings = Settings with { FinishedKept = 1 };
    }

    [Fact]
    public async Task A_list_shows_what_has_just_been_written()
    {
        StartIndexed();

        foreach (var number in (int[])[1, 2, 3])
        {
            await OrderAsync(number, delay: TimeSpan.FromHours(1));
            Assert.Equal(number, (await ListAsync("status:scheduled")).Count);
        }
    }

    [Fact]
    public async Task A_job_that_has_left_memory_is_found_with_all_that_is_known_of_it()
    {
        StartIndexed();
        var id = await OrderAsync(42);
        await UntilAsync(id, JobStatus.Completed);
        await UntilAsync(await OrderAsync(43), JobStatus.Completed);
        await UntilAsync(await OrderAsync(44), JobStatus.Completed);

        var found = await GetAsync(id);
        var listed = Assert.Single(await ListAsync("payload.number:42 status:completed"));

        Assert.Equal((JobStatus.Completed, "order"), (found.Status, found.Type));
        Assert.Equal(["enqueued", "started", "completed"], found.History.Select(step => step.Event));
        Assert.Equal(JobPayload.Json(new Order(42)), found.Payload);
        Assert.Equal(found.WorkerId, listed.WorkerId);
        Assert.Equal(found.History.Select(step => step.Event), listed.History.Select(step => step.Event));
        Assert.Equal(Settings.Timeout, listed.Timeout);
        Assert.IsType<RequestRefused>(await System.Queues.Ask<object>(new GetJob(Queue, JobId.New()), Soon));
    }

    [Fact]
    public async Task A_job_that_waits_says_in_a_list_why()
    {
        StartIndexed();
        await OrderAsync(1, delay: TimeSpan.FromHours(1));

        Assert.Equal("time", Assert.Single(await ListAsync("")).Waiting?.Reason);
    }

    [Fact]
    public async Task Pages_go_on_over_jobs_in_the_index_without_gap_or_repeat_also_after_a_restart()
    {
        StartIndexed();
        for (var number = 1; number <= 7; number++)
            await UntilAsync(await OrderAsync(number), JobStatus.Completed);
        var first = await PageAsync(new ListJobs(Queue, Limit: 3));
        await KillHostAsync();
        StartIndexed();

        var second = await PageAsync(new ListJobs(Queue, Limit: 3, Cursor: first.NextCursor));
        var third = await PageAsync(new ListJobs(Queue, Limit: 3, Cursor: second.NextCursor));

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], first.Items.Concat(second.Items).Concat(third.Items).Select(Number));
        Assert.Null(third.NextCursor);
    }

    [Theory]
    [InlineData(HistoryKept.All, "4 3 2 1")]
    [InlineData(HistoryKept.None, "4")]
    public async Task What_the_history_does_not_keep_is_shown_while_it_is_in_memory(HistoryKept history, string shown)
    {
        Settings = Settings with { History = history };
        StartIndexed();
        for (var number = 1; number <= 4; number++)
            await UntilAsync(await OrderAsync(number), JobStatus.Completed);

        Assert.Equal(shown, string.Join(' ', (await ListAsync("status:completed")).Select(Number)));
        Assert.Equal(4, (await CountsAsync()).Completed);
    }

    [Fact]
    public async Task A_history_of_failures_keeps_what_has_failed()
    {
        Settings = Settings with { History = HistoryKept.Failed, MaxAttempts = 1 };
        StartIndexed();
        for (var number = 1; number <= 3; number++)
            await UntilAsync(await OrderAsync(number), JobStatus.Completed);
        var broken = await OrderAsync(9, type: "break");
        await UntilAsync(broken, JobStatus.Dead);

        Assert.Equal([9, 3], (await ListAsync("")).Select(Number));
        Assert.Equal(9, Number(Assert.Single(await ListAsync("text:\"out of stock\""))));
    }

    [Fact]
    public async Task Stats_from_before_the_last_hour_come_from_the_index_also_after_a_restart()
    {
        StartIndexed();
        await UntilAsync(await OrderAsync(1), JobStatus.Completed);
        await ListAsync("");
        Clock.Advance(TimeSpan.FromHours(3));
        await UntilAsync(await OrderAsync(2), JobStatus.Completed);
        await ListAsync("");
        await KillHostAsync();
        StartIndexed();

        Assert.Equal((2, 2), await DoneAsync(TimeSpan.FromHours(24)));
        Assert.Equal((1, 1), await DoneAsync(TimeSpan.FromHours(2)));

        async Task<(long, long)> DoneAsync(TimeSpan window)
        {
            var stats = Assert.Single((await System.Queues.Ask<StatsFound>(new GetStats(Queue, window), Soon)).Queues);
            return (stats.Numbers.Enqueued, stats.Numbers.Completed);
        }
    }

    [Fact]
    public async Task A_finished_job_goes_when_it_has_been_kept_long_enough()
    {
        Settings = Settings with { FinishedKept = 0, Retention = new Retention { Completed = TimeSpan.FromHours(4) } };
        StartIndexed();
        await OrderAsync(1);
        await AwaitConditionAsync(async () => (await ListAsync("status:completed")).Count == 1, Soon);

        Clock.Advance(TimeSpan.FromHours(3));
        Assert.Single(await ListAsync(""));
        Clock.Advance(TimeSpan.FromHours(1));

        // The index works on its own time: whenever it has swept, the next sweep waits for the clock.
        await AwaitConditionAsync(
            async () =>
            {
                Clock.Advance(TimeSpan.FromMinutes(10));
                return (await ListAsync("")).Count == 0;
            },
            Soon);
        Assert.Equal(1, (await CountsAsync()).Completed);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _folder.Dispose();
    }

    private static int Number(JobView job) => global::System.Text.Json.JsonSerializer.Deserialize<Order>(job.Payload.Bytes.Span, JobPayload.JsonOptions)!.Number;

    private void StartIndexed() =>
        StartHost(new JobsSettings { Queues = new Dictionary<string, QueueSettings> { [Queue] = Settings }, Index = new SqliteIndexSettings(_folder.Path) });

    private async Task<JobId> OrderAsync(int number, TimeSpan? delay = null, string type = "order") =>
        (await System.Client.EnqueueAsync(new EnqueueJob(Queue, type, JobPayload.Json(new Order(number))) { Delay = delay })).Id;

    private async Task<IReadOnlyList<JobView>> ListAsync(string filter) => (await PageAsync(new ListJobs(Queue) { Filter = filter })).Items;

    private async Task<JobPage> PageAsync(ListJobs list) => await System.Queues.Ask<JobPage>(list, Soon);

    private sealed record Order(int Number);
}
