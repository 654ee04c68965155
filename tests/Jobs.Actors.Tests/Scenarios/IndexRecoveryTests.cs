using Akka.Actor;
using Akka.Persistence;
using Jobs.Actors.Tests.Index;
using Jobs.Checkpoints;
using Jobs.Hosting;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>The index follows the journal, and a host starts from it: an index of its own file, a journal and pointers in memory, and a clock that the test moves.</summary>
public sealed class IndexRecoveryTests : JobsScenario
{
    private const string QueueId = "queue/email/0";

    private readonly IndexFolder _folder = new();
    private int _runs;

    public IndexRecoveryTests(ITestOutputHelper output)
        : base(output)
    {
        Handlers.Handle<string>("greet", (_, _, _) =>
        {
            Interlocked.Increment(ref _runs);
            return Task.CompletedTask;
        });
        Handlers.Handle<string>("refuse", (_, _, _) => throw new PermanentJobException("never"));
    }

    [Fact]
    public async Task A_host_starts_from_the_index_and_reads_no_more_of_the_journal_than_comes_after_the_pointer()
    {
        Start();
        var done = await EnqueueAsync("greet");
        var dead = await EnqueueAsync("refuse");
        var later = await EnqueueAsync("greet", delay: TimeSpan.FromHours(1));
        await UntilAsync(done.Id, JobStatus.Completed);
        await UntilAsync(dead.Id, JobStatus.Dead);
        var counts = await CountsAsync();
        var reached = await UntilFollowedAsync();
        var tail = await EnqueueAsync("greet", delay: TimeSpan.FromDays(100));

        await KillHostAsync();
        Start();

        Assert.Equal(counts with { Scheduled = 2 }, await CountsAsync());
        Assert.InRange(Journal.ReplayedFrom(QueueId), 2, reached + 1);
        Assert.Equal(JobStatus.Scheduled, (await GetAsync(tail.Id)).Status);
        await PassUntilAsync(later.Id, TimeSpan.FromHours(1), JobStatus.Completed);
        Assert.Equal(2, _runs);
        var letter = await System.Queues.Ask<object>(new ReplayDeadLetter(Queue, dead.Id, null, "test", ""), Soon);
        Assert.IsType<JobChanged>(letter);
    }

    [Fact]
    public async Task What_was_running_when_the_host_died_after_its_capture_runs_again_with_its_payload()
    {
        var started = new TaskCompletionSource();
        var payloads = new List<string>();
        Handlers.Handle<string>("hang", async (payload, _, cancel) =>
        {
            lock (payloads)
                payloads.Add(payload);
            if (started.TrySetResult())
                await Task.Delay(Timeout.Infinite, cancel);
        });
        Start();
        var id = (await EnqueueAsync("hang")).Id;
        await started.Task.WaitAsync(Soon);
        await UntilFollowedAsync();

        await KillHostAsync();
        Start();
        await UntilAsync(id, JobStatus.Completed);

        Assert.Equal(["payload", "payload"], payloads);
        Assert.Equal(1, (await GetAsync(id)).Crashes);
    }

    [Fact]
    public async Task Without_the_index_that_a_pointer_speaks_of_the_whole_journal_is_read()
    {
        Start();
        var later = await EnqueueAsync("greet", delay: TimeSpan.FromHours(1));
        await UntilFollowedAsync();
        await KillHostAsync();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_folder.Path)!))
            File.Delete(file);

        Start();

        Assert.Equal(JobStatus.Scheduled, (await GetAsync(later.Id)).Status);
        Assert.Equal(1, Journal.ReplayedFrom(QueueId));
    }

    [Fact]
    public async Task The_index_follows_a_queue_that_is_quiet_for_a_second_and_also_one_that_never_is()
    {
        Start();
        await EnqueueAsync("greet", TimeSpan.FromHours(1));
        Clock.Advance(CheckpointBounds.QuietFor);
        var first = await PointerBehindAsync(0);

        for (var passed = TimeSpan.Zero; passed < CheckpointBounds.FollowsWithin * 3; passed += CheckpointBounds.QuietFor / 2)
        {
            await EnqueueAsync("greet", TimeSpan.FromHours(1));
            Clock.Advance(CheckpointBounds.QuietFor / 2);
        }

        await PointerBehindAsync(first);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    private void Start() => StartHost(new JobsSettings { Queues = new Dictionary<string, QueueSettings> { [Queue] = Settings }, Index = IndexSettings.Sqlite(_folder.Path) });

    /// <summary>Lets the index follow, and waits until the next start can begin there.</summary>
    private async Task<long> UntilFollowedAsync()
    {
        Clock.Advance(CheckpointBounds.FollowsWithin);
        return await PointerBehindAsync(0);
    }

    private async Task<long> PointerBehindAsync(long last)
    {
        var pointer = last;
        await AwaitConditionAsync(async () => (pointer = await Sys.ActorOf(Props.Create(() => new PointerReader())).Ask<long>("pointer", Soon)) > last, Soon);
        return pointer;
    }

    /// <summary>Is offered what the queue would be.</summary>
    private sealed class PointerReader : ReceivePersistentActor
    {
        private long _pointer;

        public PointerReader()
        {
            Recover<SnapshotOffer>(offer => _pointer = offer.Metadata.SequenceNr);
            RecoverAny(_ => { });
            Command<string>(_ =>
            {
                Sender.Tell(_pointer);
                Context.Stop(Self);
            });
        }

        public override string PersistenceId => QueueId;
    }
}
