using Akka.Actor;
using Akka.Configuration;
using Akka.TestKit.Xunit2;
using Jobs.Index;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit.Abstractions;
using static Jobs.Actors.Tests.Index.IndexSamples;

namespace Jobs.Actors.Tests.Index;

public sealed class JobIndexTests : TestKit
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(20);

    private readonly IndexFolder _folder = new();
    private readonly ScriptedIndex _script;
    private readonly IActorRef _index;

    public JobIndexTests(ITestOutputHelper output)
        : base(ConfigurationFactory.ParseString("akka.loglevel = WARNING"), null, output)
    {
        _script = new ScriptedIndex(_folder.Database);
        _index = Sys.ActorOf(JobIndex.Props(_script, NullLoggerFactory.Instance));
    }

    [Fact]
    public async Task What_is_stored_is_confirmed_with_its_number_and_can_be_loaded()
    {
        Store(Whole(3, Job(1)));
        await ExpectMsgAsync(new CheckpointStored(QueueId, 3), _soon);

        _index.Tell(new LoadCheckpoint(QueueId, 0));

        var loaded = await ExpectMsgAsync<CheckpointLoaded>(_soon);
        Assert.Equal((3, 1), (loaded.Checkpoint!.SequenceNr, loaded.Checkpoint.Rows.Count));
    }

    [Fact]
    public async Task An_id_that_the_index_does_not_know_has_no_checkpoint()
    {
        _index.Tell(new LoadCheckpoint("queue/other/0", 0));

        Assert.Null((await ExpectMsgAsync<CheckpointLoaded>(_soon)).Checkpoint);
    }

    [Fact]
    public async Task Parts_that_wait_together_are_written_together()
    {
        using var gate = HoldFirstWrite();
        Store(Whole(1));
        gate.AwaitArrival();
        Store(Part(2, Job(1)));
        Store(DeadPart(1));
        Store(Part(3, Job(2)));
        await AllHaveArrivedAsync();

        gate.Open();

        await ExpectMsgAsync(new CheckpointStored(QueueId, 1), _soon);
        await ExpectMsgAsync(new CheckpointStored(QueueId, 2), _soon);
        await ExpectMsgAsync(new CheckpointStored(DeadId, 1), _soon);
        await ExpectMsgAsync(new CheckpointStored(QueueId, 3), _soon);
        Assert.Equal([$"{QueueId}@1", $"{QueueId}@2 {DeadId}@1 {QueueId}@3"], _script.Transactions);
    }

    [Fact]
    public async Task A_round_ends_where_it_would_have_too_many_rows()
    {
        using var gate = HoldFirstWrite();
        Store(Whole(1));
        gate.AwaitArrival();
        Store(Part(2) with { Jobs = Enumerable.Repeat(Job(1), IndexWriter.RoundRowsMax - 1).ToArray() });
        Store(Part(3, Job(1)));
        Store(Part(4, Job(1)));
        await AllHaveArrivedAsync();

        gate.Open();

        for (var stored = 1; stored <= 4; stored++)
            await ExpectMsgAsync(new CheckpointStored(QueueId, stored), _soon);
        Assert.Equal([$"{QueueId}@1", $"{QueueId}@2 {QueueId}@3", $"{QueueId}@4"], _script.Transactions);
    }

    [Fact]
    public async Task When_a_transaction_fails_the_innocent_are_stored_and_the_guilty_is_told_why()
    {
        using var gate = HoldFirstWrite();
        Store(Whole(1));
        gate.AwaitArrival();
        Store(Part(2, Job(1) with { Payload = null }));
        Store(DeadPart(1, Letter(1)));
        await AllHaveArrivedAsync();

        gate.Open();

        await ExpectMsgAsync(new CheckpointStored(QueueId, 1), _soon);
        var failed = await ExpectMsgAsync<CheckpointFailed>(_soon);
        Assert.Equal((QueueId, 2), (failed.PersistenceId, failed.SequenceNr));
        Assert.Contains("without its payload", failed.Cause.Message, StringComparison.Ordinal);
        await ExpectMsgAsync(new CheckpointStored(DeadId, 1), _soon);
    }

    [Fact]
    public async Task After_an_error_the_session_is_opened_anew_and_the_same_part_can_be_sent_again()
    {
        _script.BeforeWrite = _ => throw new IOException("disk full");
        Store(Whole(1, Job(1)));
        Assert.Equal("disk full", (await ExpectMsgAsync<CheckpointFailed>(_soon)).Cause.Message);
        _script.BeforeWrite = _ => { };

        Store(Whole(1, Job(1)));

        await ExpectMsgAsync(new CheckpointStored(QueueId, 1), _soon);
        Assert.Equal((2, 1), (_script.Opened, _script.Closed));
    }

    [Fact]
    public async Task An_index_that_cannot_be_opened_is_tried_again_with_the_next_message()
    {
        _script.FailNextOpen(new IndexVersionException(9, 1));
        _index.Tell(new LoadCheckpoint(QueueId, 0));
        Assert.IsType<IndexVersionException>((await ExpectMsgAsync<IndexUnreadable>(_soon)).Cause);

        _index.Tell(new LoadCheckpoint(QueueId, 0));

        await ExpectMsgAsync<CheckpointLoaded>(_soon);
    }

    [Fact]
    public async Task A_read_gets_what_its_function_makes_or_why_it_could_not()
    {
        _index.Tell(new ReadIndex(reads => $"{reads.Checkpoints().Count} checkpoints"));
        await ExpectMsgAsync("0 checkpoints", _soon);

        _index.Tell(new ReadIndex(_ => throw new InvalidDataException("bad row")));
        Assert.Equal("bad row", (await ExpectMsgAsync<IndexUnreadable>(_soon)).Cause.Message);
    }

    [Fact]
    public async Task More_reads_than_may_wait_are_refused_at_once()
    {
        using var gate = new Gate();
        _index.Tell(new ReadIndex(_ => gate.Pass()));
        gate.AwaitArrival();
        for (var read = 0; read <= IndexReader.WaitingMax; read++)
            _index.Tell(new ReadIndex(_ => "read"));

        Assert.IsType<IndexBusyException>((await ExpectMsgAsync<IndexUnreadable>(_soon)).Cause);

        gate.Open();
        await ExpectMsgAsync(Gate.Passed, _soon);
        for (var read = 0; read < IndexReader.WaitingMax; read++)
            await ExpectMsgAsync("read", _soon);
    }

    [Fact]
    public async Task A_long_read_does_not_hold_up_what_is_written()
    {
        using var gate = new Gate();
        _index.Tell(new ReadIndex(_ => gate.Pass()));
        gate.AwaitArrival();

        Store(Whole(1));

        await ExpectMsgAsync(new CheckpointStored(QueueId, 1), _soon);
        gate.Open();
        await ExpectMsgAsync(Gate.Passed, _soon);
    }

    [Fact]
    public async Task A_change_is_made_behind_what_was_to_be_written_before_and_answered_with_what_it_makes()
    {
        Store(Whole(1, Job(1, JobStatus.Completed), Job(2, JobStatus.Completed)));
        _index.Tell(new ChangeIndex(writes => $"{writes.DeleteFinishedBeyond(Queue, 0, JobStatus.Completed, keep: 1, max: 10)} deleted"));
        _index.Tell(new ChangeIndex(_ => throw new IOException("read only")));

        await ExpectMsgAsync(new CheckpointStored(QueueId, 1), _soon);
        await ExpectMsgAsync("1 deleted", _soon);
        Assert.Equal("read only", (await ExpectMsgAsync<IndexUnwritable>(_soon)).Cause.Message);
    }

    [Fact]
    public async Task Free_space_is_looked_at_when_nothing_waits_and_not_before()
    {
        using var gate = HoldFirstWrite();
        Store(Whole(1));
        gate.AwaitArrival();
        _index.Tell(new ChangeIndex(_ => _script.Compactions));
        await AllHaveArrivedAsync();

        gate.Open();

        await ExpectMsgAsync(new CheckpointStored(QueueId, 1), _soon);
        await ExpectMsgAsync(0, _soon);
        await AwaitAssertAsync(() => Assert.Equal(1, _script.Compactions), _soon);
    }

    [Fact]
    public async Task What_waits_when_the_index_stops_is_written_and_its_files_are_closed()
    {
        using var gate = HoldFirstWrite();
        Watch(_index);
        Store(Whole(1));
        gate.AwaitArrival();
        Store(Part(2, Job(1)));
        await AllHaveArrivedAsync();

        Sys.Stop(_index);
        gate.Open();

        await ExpectMsgAsync(new CheckpointStored(QueueId, 1), _soon);
        await ExpectMsgAsync(new CheckpointStored(QueueId, 2), _soon);
        await ExpectTerminatedAsync(_index, _soon);
        Assert.Equal(_script.Opened, _script.Closed);
        Assert.False(File.Exists($"{_folder.Path}-wal"), "The log is still there: a connection is open.");
    }

    [Fact]
    public async Task The_index_stops_after_the_queues()
    {
        var queues = CreateTestProbe();
        Watch(_index);
        _index.Tell(new StopIndexAfter(queues.Ref));

        Sys.Stop(queues.Ref);

        await ExpectTerminatedAsync(_index, _soon);
    }

    protected override void AfterAll()
    {
        base.AfterAll();
        _folder.Dispose();
    }

    private void Store(IndexPart part) => _index.Tell(new StoreCheckpoint(part));

    /// <summary>The actor handles one message after the other: when it has answered this one, it has passed on those before.</summary>
    private async Task AllHaveArrivedAsync()
    {
        var probe = CreateTestProbe();
        _index.Tell(new ReadIndex(_ => "arrived"), probe.Ref);
        await probe.ExpectMsgAsync("arrived", _soon);
    }

    private Gate HoldFirstWrite()
    {
        var gate = new Gate();
        _script.BeforeWrite = _ => gate.Pass();
        return gate;
    }

    /// <summary>Holds a thread of the index until the test lets it go on, once and for all.</summary>
    private sealed class Gate : IDisposable
    {
        public const string Passed = "passed";

        private readonly ManualResetEventSlim _arrived = new();
        private readonly ManualResetEventSlim _open = new();

        public string Pass()
        {
            _arrived.Set();
            return _open.Wait(_soon) ? Passed : throw new TimeoutException("The test never opened the gate.");
        }

        public void AwaitArrival() => Assert.True(_arrived.Wait(_soon), "Nothing came to the gate.");

        public void Open() => _open.Set();

        public void Dispose()
        {
            Open();
            _arrived.Dispose();
            _open.Dispose();
        }
    }
}
