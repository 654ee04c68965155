using Akka.Actor;
using Jobs.Actors.Tests.Index;
using Jobs.Events;
using Jobs.Hosting;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>Operations over jobs that stand in the index, and what listeners hear of them.</summary>
public sealed class IndexedOperationTests : OperationScenario
{
    private readonly IndexFolder _folder = new();
    private readonly EventHub _hub = new(TimeProvider.System);

    public IndexedOperationTests(ITestOutputHelper output)
        : base(output) => Settings = Settings with { FinishedKept = 1 };

    protected override void Start() => StartHost(new JobsSettings { Queues = Queues, Index = new SqliteIndexSettings(_folder.Path), Observers = [_hub] });

    [Fact]
    public async Task Finished_jobs_that_have_left_memory_are_deleted()
    {
        Start();
        for (var number = 0; number < 5; number++)
            await UntilAsync((await EnqueueAsync("letter")).Id, JobStatus.Completed);

        var id = await StartAsync(new StartOperation(OperationAction.Delete) { Queue = Queue, Filter = "status:completed" });

        Assert.Equal((5, 5, 0), await CountedAsync(id));
        Assert.Empty((await System.Queues.Ask<JobPage>(new ListJobs(Queue), Soon)).Items);
    }

    [Fact]
    public async Task Cancelled_jobs_are_not_met_again_after_a_crash()
    {
        Start();
        await EnqueueLaterAsync(6, "letter");
        var id = await StartAsync(new StartOperation(OperationAction.Cancel) { Filter = "type:letter", PerSecond = 3 });
        await UntilProcessedAsync(id, 3);
        await KillHostAsync();
        await RestartAsync();
        await UntilProcessedAsync(id, 3);
        Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((6, 6, 0), await CountedAsync(id));
        Assert.Equal(6, (await CountsAsync()).Cancelled);
    }

    [Fact]
    public async Task Listeners_hear_how_far_it_is()
    {
        Start();
        await EnqueueLaterAsync(3, "letter");
        using var listener = _hub.Listen();

        var id = await StartAsync(new StartOperation(OperationAction.Cancel) { Queue = Queue, Filter = "type:letter" });
        await EndAsync(id);

        var told = await OperationNewsAsync(listener, 3);
        Assert.All(told, news => Assert.Contains(id.ToString(), news, StringComparison.Ordinal));
        Assert.Contains("\"state\":\"running\",\"done\":false,\"matched\":3,\"processed\":0", told[0], StringComparison.Ordinal);
        Assert.Contains("\"state\":\"completed\",\"done\":true,\"matched\":3,\"processed\":3", told[^1], StringComparison.Ordinal);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _folder.Dispose();
    }

    private static async Task<IReadOnlyList<string>> OperationNewsAsync(EventListener listener, int count)
    {
        var told = new List<string>();
        using var patience = new CancellationTokenSource(Soon);
        while (told.Count < count)
        {
            var batch = await listener.ReadAsync(patience.Token);
            foreach (var e in batch.Events.ToArray().Where(e => e.Name == "operation.progress"))
                told.Add(global::System.Text.Encoding.UTF8.GetString(e.Announced.Span));
        }

        return told;
    }
}
