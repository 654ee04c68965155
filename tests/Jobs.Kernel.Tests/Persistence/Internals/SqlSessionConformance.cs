using System.Data.Common;
using Akka.Configuration;
using Akka.Persistence.Sql.Db;
using Jobs.Kernel.Tests.Persistence.Sql;
using Jobs.Tests.Postgres;

namespace Jobs.Kernel.Tests.Persistence.Internals;

/// <summary>What the journal and the snapshot store rely on in a database, whichever it is.</summary>
public abstract class SqlSessionConformance(SqlStore store) : IDisposable
{
    private const long Anything = long.MaxValue;

    [StoreFact]
    public void Reading_stops_at_its_bounds_and_goes_on_from_there()
    {
        var database = Initialized();
        Store(database, Rows("a", 1, 10));

        using var reads = database.OpenJournalReads();
        var seen = new List<long>();

        Assert.Equal(3, reads.Read("a", 1, 10, rowsMax: 3, bytesMax: 10_000, row => seen.Add(row.SequenceNr)));
        Assert.Equal(2, reads.Read("a", 4, 10, rowsMax: 10, bytesMax: 150, row => seen.Add(row.SequenceNr)));
        Assert.Equal(5, reads.Read("a", 6, 10, rowsMax: 10, bytesMax: 10_000, row => seen.Add(row.SequenceNr)));
        Assert.Equal(0, reads.Read("b", 1, 10, rowsMax: 10, bytesMax: 10_000, row => seen.Add(row.SequenceNr)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], seen);
        Assert.Equal((10, 0), (reads.ReadHighestSequenceNr("a"), reads.ReadHighestSequenceNr("b")));
    }

    [StoreFact]
    public void A_row_comes_back_as_it_was_written()
    {
        var database = Initialized();
        var row = new JournalRow("zähler-番号", 7, 638_000_000_000_000_000, [0, 1, 254, 255], 7405, "größe", "writer");
        Store(database, [row, row with { SequenceNr = 8, Message = [], Identifier = null, Manifest = "größe" }]);

        using var reads = database.OpenJournalReads();
        var rows = new List<JournalRow>();
        reads.Read("zähler-番号", 1, 100, rowsMax: 10, bytesMax: 1_000, rows.Add);

        Assert.Equal([row with { Message = rows[0].Message }, row with { SequenceNr = 8, Message = rows[1].Message, Identifier = null }], rows);
        Assert.Equal([0, 1, 254, 255], rows[0].Message);
        Assert.Empty(rows[1].Message);
    }

    [StoreFact]
    public void Rows_that_are_written_in_turns_come_back_in_the_order_of_their_numbers()
    {
        var database = Initialized();
        Store(database, [.. Rows("a", 2, 3), .. Rows("b", 1, 3), .. Rows("a", 1, 1)]);
        Store(database, [.. Rows("a", 5, 5), .. Rows("a", 4, 4)]);

        using var reads = database.OpenJournalReads();
        var seen = new List<long>();
        reads.Read("a", 1, 100, rowsMax: 100, bytesMax: 10_000, row => seen.Add(row.SequenceNr));

        Assert.Equal([1, 2, 3, 4, 5], seen);
    }

    [StoreFact]
    public void A_message_of_many_megabytes_is_kept_and_so_are_thousands_of_small_ones_in_one_round()
    {
        var database = Initialized();
        var large = new byte[20 * 1024 * 1024];
        new Random(1).NextBytes(large);
        Store(database, [new JournalRow("large", 1, 0, large, 1, "m", "w"), .. Rows("small", 1, 5_000)]);

        using var reads = database.OpenJournalReads();
        var message = Array.Empty<byte>();
        reads.Read("large", 1, 1, rowsMax: 1, bytesMax: 1, row => message = row.Message);

        Assert.Equal(large, message);
        Assert.Equal(5_000, reads.Read("small", 1, 5_000, rowsMax: 10_000, Anything, _ => { }));
    }

    [StoreFact]
    public void What_was_begun_and_not_committed_is_gone_when_the_session_closes()
    {
        var database = Initialized();
        using (var writes = database.OpenJournalWrites())
        {
            writes.Begin();
            writes.Insert(new JournalRow("a", 1, 0, [1], 1, "m", "w"));
        }

        Assert.Equal(["0"], store.Query("SELECT count(*) FROM journal"));
    }

    [StoreFact]
    public void A_number_that_is_taken_refuses_the_whole_round_and_is_the_fault_of_one_write()
    {
        var database = Initialized();
        Store(database, Rows("a", 1, 2));

        var refused = Assert.ThrowsAny<DbException>(() => Store(database, [.. Rows("b", 1, 1), .. Rows("a", 2, 2), .. Rows("c", 1, 1)]));

        Assert.True(database.IsFaultOfOneWrite(refused));
        Assert.Equal(["a|1", "a|2"], store.Query("SELECT persistence_id, sequence_number FROM journal ORDER BY ordering"));
    }

    [StoreFact]
    public void A_session_opens_on_tables_that_are_there_already()
    {
        Store(Initialized(), Rows("a", 1, 1));

        Store(Initialized(), Rows("a", 2, 2));

        Assert.Equal(["2"], store.Query("SELECT count(*) FROM journal"));
    }

    [StoreFact]
    public void Deleting_leaves_the_highest_number_and_what_came_after()
    {
        var database = Initialized();
        Store(database, [.. Rows("a", 1, 6), .. Rows("b", 1, 2)]);
        using var writes = database.OpenJournalWrites();

        writes.DeleteTo("a", 4);
        writes.DeleteTo("a", 4);
        writes.DeleteTo("b", 9);

        Assert.Equal(["a|4|1", "a|5|0", "a|6|0", "b|2|1"], store.Query("SELECT persistence_id, sequence_number, deleted FROM journal ORDER BY persistence_id, sequence_number"));
        using var reads = database.OpenJournalReads();
        Assert.Equal((6, 2), (reads.ReadHighestSequenceNr("a"), reads.ReadHighestSequenceNr("b")));
        var seen = new List<long>();
        reads.Read("a", 1, 100, rowsMax: 100, bytesMax: 10_000, row => seen.Add(row.SequenceNr));
        Assert.Equal([5, 6], seen);
    }

    [StoreFact]
    public void Snapshots_are_found_by_number_and_time_and_the_latest_wins()
    {
        using var snapshots = Initialized().OpenSnapshots();
        for (var i = 1; i <= 4; i++)
            snapshots.Save(new SnapshotRow("a", i * 10, Created: i * 100, [(byte)i], 9, "s"));
        snapshots.Save(new SnapshotRow("b", 99, 999, [99], null, "CLR type"));

        Assert.Equal(40, Latest(snapshots, new SnapshotRange("a", 0, Anything, 0, Anything)));
        Assert.Equal(20, Latest(snapshots, new SnapshotRange("a", 0, 29, 0, Anything)));
        Assert.Equal(30, Latest(snapshots, new SnapshotRange("a", 0, Anything, 0, 300)));
        Assert.Null(Latest(snapshots, new SnapshotRange("a", 41, Anything, 0, Anything)));
        Assert.Null(Latest(snapshots, new SnapshotRange("a", 0, Anything, 401, Anything)));
        Assert.Null(Latest(snapshots, new SnapshotRange("c", 0, Anything, 0, Anything)));
        Assert.Equal(new SnapshotRow("b", 99, 999, [], null, "CLR type"), snapshots.ReadLatest(new SnapshotRange("b", 0, Anything, 0, Anything))!.Value with { Snapshot = [] });
    }

    [StoreFact]
    public void A_snapshot_is_written_over_the_one_with_its_number()
    {
        using var snapshots = Initialized().OpenSnapshots();
        snapshots.Save(new SnapshotRow("a", 1, 100, [1], 9, "old"));
        snapshots.Save(new SnapshotRow("a", 1, 200, [2, 2], 10, "new"));

        Assert.Equal(["a|1|200|0202|10|new"], store.Query("SELECT persistence_id, sequence_number, created, snapshot, serializer_id, manifest FROM snapshot"));
    }

    [StoreFact]
    public void Snapshots_in_a_range_are_deleted_and_no_others()
    {
        using var snapshots = Initialized().OpenSnapshots();
        for (var i = 1; i <= 4; i++)
            snapshots.Save(new SnapshotRow("a", i, i * 100, [], 9, "s"));
        snapshots.Save(new SnapshotRow("b", 2, 200, [], 9, "s"));

        snapshots.Delete(new SnapshotRange("a", 2, 3, 0, Anything));
        snapshots.Delete(new SnapshotRange("a", 0, Anything, 0, 50));

        Assert.Equal(["a|1", "a|4", "b|2"], store.Query("SELECT persistence_id, sequence_number FROM snapshot ORDER BY persistence_id, sequence_number"));
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        store.Dispose();
    }

    private protected ISqlDatabase Database(string synchronous = "full") => SqlDatabases.From(
        ConfigurationFactory.ParseString($"synchronous = {synchronous}").WithFallback(store.Config.GetConfig("akka.persistence.journal.sql")!));

    private protected ISqlDatabase Initialized()
    {
        var database = Database();
        database.Initialize();
        return database;
    }

    private protected static void Store(ISqlDatabase database, IEnumerable<JournalRow> rows)
    {
        using var writes = database.OpenJournalWrites();
        writes.Begin();
        foreach (var row in rows)
            writes.Insert(row);
        writes.Commit();
    }

    /// <summary>100 bytes each.</summary>
    private protected static IEnumerable<JournalRow> Rows(string id, int from, int to) =>
        Enumerable.Range(from, to - from + 1).Select(number => new JournalRow(id, number, 0, new byte[100], 1, "m", "w"));

    private static long? Latest(ISnapshotSession snapshots, SnapshotRange range) => snapshots.ReadLatest(range)?.SequenceNr;
}
