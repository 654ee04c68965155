using System.Collections.Concurrent;
using Akka.Persistence.Sql.Db;
using Akka.Persistence.Sql.Journal;

namespace Jobs.Kernel.Tests.Persistence.Internals;

/// <summary>The writer on a database that records what it is asked: which writes share a transaction, and what becomes of them when it fails.</summary>
public sealed class GroupCommitTests
{
    [Fact]
    public async Task Writes_that_wait_share_one_transaction()
    {
        var database = new RecordingDatabase();
        using var writer = new GroupCommitWriter(database);
        var held = database.HoldNextCommit();
        var first = Write(writer, "first");
        await held.Reached;

        var others = Enumerable.Range(1, 5).Select(i => Write(writer, $"other {i}")).ToList();
        held.Release();

        Assert.Null(await first);
        Assert.All(await Task.WhenAll(others), Assert.Null);
        Assert.Equal(["first", "other 1,other 2,other 3,other 4,other 5"], database.Commits);
    }

    [Fact]
    public async Task When_a_round_fails_each_write_is_tried_alone()
    {
        var database = new RecordingDatabase { Refused = "guilty" };
        using var writer = new GroupCommitWriter(database);
        var held = database.HoldNextCommit();
        var first = Write(writer, "first");
        await held.Reached;

        var before = Write(writer, "before");
        var guilty = Write(writer, "guilty");
        var after = Write(writer, "after");
        held.Release();

        Assert.Null(await first);
        Assert.Null(await before);
        Assert.IsType<InvalidOperationException>(await guilty);
        Assert.Null(await after);
        Assert.Equal(["first", "before", "after"], database.Commits);
    }

    [Fact]
    public async Task A_failed_session_is_closed_and_another_one_opened()
    {
        var database = new RecordingDatabase { Refused = "guilty" };
        using var writer = new GroupCommitWriter(database);

        Assert.NotNull(await Write(writer, "guilty"));
        Assert.Null(await Write(writer, "next"));

        Assert.Equal((2, 1), (database.Opened, database.Closed));
    }

    [Fact]
    public async Task When_the_database_itself_is_at_fault_all_writes_of_the_round_fail_with_it()
    {
        var database = new RecordingDatabase { Refused = "gone" };
        using var writer = new GroupCommitWriter(database);
        var held = database.HoldNextCommit();
        var first = Write(writer, "first");
        await held.Reached;

        var round = new[] { "before", "gone", "after" }.Select(id => Write(writer, id)).ToList();
        held.Release();

        Assert.Null(await first);
        Assert.All(await Task.WhenAll(round), failure => Assert.Equal("gone is refused", failure!.Message));
        Assert.Equal(["first"], database.Commits);
    }

    [Fact]
    public async Task When_the_database_goes_while_each_is_tried_alone_the_rest_do_not_wait_for_it()
    {
        var database = new RecordingDatabase { Refused = "guilty" };
        using var writer = new GroupCommitWriter(database);
        var held = database.HoldNextCommit();
        var first = Write(writer, "first");
        await held.Reached;

        var round = new[] { "guilty", "before", "after" }.Select(id => Write(writer, id)).ToList();
        database.GoAtOpening = 3;
        held.Release();

        Assert.Null(await first);
        Assert.Equal(["guilty is refused", "the database is gone", "the database is gone"], (await Task.WhenAll(round)).Select(failure => failure!.Message));
        Assert.Equal(3, database.Opened);
    }

    [Fact]
    public async Task No_round_has_more_writes_than_its_bound()
    {
        var database = new RecordingDatabase();
        using var writer = new GroupCommitWriter(database);
        var held = database.HoldNextCommit();
        var first = Write(writer, "first");
        await held.Reached;

        var others = Enumerable.Range(0, GroupCommitWriter.RoundWritesMax + 1).Select(_ => Write(writer, "x")).ToList();
        held.Release();
        await first;
        await Task.WhenAll(others);

        Assert.Equal([1, GroupCommitWriter.RoundWritesMax, 1], database.Commits.Select(commit => commit.Split(',').Length));
    }

    [Fact]
    public async Task What_waits_is_written_before_the_writer_ends()
    {
        var database = new RecordingDatabase();
        var writer = new GroupCommitWriter(database);
        var writes = Enumerable.Range(1, 100).Select(i => Write(writer, $"{i}")).ToList();

        writer.Dispose();

        Assert.All(await Task.WhenAll(writes), Assert.Null);
        Assert.Equal(database.Opened, database.Closed);
    }

    [Fact]
    public async Task A_flush_comes_after_all_writes_before_it()
    {
        var database = new RecordingDatabase();
        using var writer = new GroupCommitWriter(database);
        var write = Write(writer, "write");

        await writer.Flushed();

        Assert.True(write.IsCompleted || database.Commits.Contains("write"));
    }

    private static Task<Exception?> Write(GroupCommitWriter writer, string id)
    {
        var write = new NamedWrite(id);
        writer.Write(write);
        return write.Outcome.Task;
    }

    private sealed class NamedWrite(string id) : JournalWrite
    {
        public TaskCompletionSource<Exception?> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override long Bytes => 1;

        public override bool IsAlone => false;

        public override void Store(IJournalWriteSession session) => session.Insert(new JournalRow(id, 1, 0, [], 1, "", ""));

        public override void Complete(Exception? failure) => Outcome.SetResult(failure);
    }

    private sealed class HeldCommit
    {
        private readonly TaskCompletionSource _released = new();
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        public void Release() => _released.SetResult();

        public void Pass()
        {
            _reached.SetResult();
            _released.Task.GetAwaiter().GetResult();
        }
    }

    private sealed class RecordingDatabase : ISqlDatabase
    {
        private HeldCommit? _held;

        public ConcurrentQueue<string> Commits { get; } = new();

        public string? Refused { get; init; }

        public int Opened { get; private set; }

        /// <summary>From this opening on, the database is gone.</summary>
        public int GoAtOpening { get; set; } = int.MaxValue;

        public int Closed { get; private set; }

        public HeldCommit HoldNextCommit() => _held = new HeldCommit();

        public void Initialize()
        {
        }

        public IJournalWriteSession OpenJournalWrites()
        {
            Opened++;
            if (Opened >= GoAtOpening)
                throw new InvalidOperationException("the database is gone");
            return new Session(this);
        }

        public IJournalReadSession OpenJournalReads() => throw new NotSupportedException();

        public ISnapshotSession OpenSnapshots() => throw new NotSupportedException();

        public bool IsFaultOfOneWrite(Exception cause) => !cause.Message.Contains("gone", StringComparison.Ordinal);

        private sealed class Session(RecordingDatabase database) : IJournalWriteSession
        {
            private readonly List<string> _rows = [];

            public void Begin() => _rows.Clear();

            public void Insert(in JournalRow row)
            {
                if (row.PersistenceId == database.Refused)
                    throw new InvalidOperationException($"{row.PersistenceId} is refused");
                _rows.Add(row.PersistenceId);
            }

            public void Commit()
            {
                Interlocked.Exchange(ref database._held, null)?.Pass();
                database.Commits.Enqueue(string.Join(',', _rows));
            }

            public void DeleteTo(string persistenceId, long toSequenceNr)
            {
            }

            public void Dispose() => database.Closed++;
        }
    }
}
