using Akka.Configuration;
using Akka.Persistence.Sql.Db;
using Jobs.Kernel.Tests.Persistence.Sql;

namespace Jobs.Kernel.Tests.Persistence.Internals;

public sealed class SqlDatabasesTests : IDisposable
{
    private readonly SqlFolder _folder = new();

    [Theory]
    [InlineData("provider-name = SQLite.MS", "connection-string: expected a connection string, got nothing")]
    [InlineData("connection-string = x\nprovider-name = Oracle", "provider-name: expected SQLite.MS, got 'Oracle'")]
    [InlineData("connection-string = \"Data Source=x\"\nprovider-name = SQLite.MS\nsynchronous = maybe", "synchronous: expected full or normal, got maybe")]
    public void A_wrong_setting_is_refused_by_name(string hocon, string expected)
        => Assert.Equal(expected, Assert.Throws<ConfigurationException>(() => SqlDatabases.From(ConfigurationFactory.ParseString(hocon))).Message);

    [Fact]
    public void Reading_stops_at_its_bounds_and_goes_on_from_there()
    {
        var database = new SqliteDatabase(_folder.ConnectionString, "normal");
        database.Initialize();
        using (var writes = database.OpenJournalWrites())
        {
            writes.Begin();
            for (var i = 1; i <= 10; i++)
                writes.Insert(new JournalRow("a", i, 0, new byte[100], 1, "m", "w"));
            writes.Commit();
        }

        using var reads = database.OpenJournalReads();
        var seen = new List<long>();

        Assert.Equal(3, reads.Read("a", 1, 10, rowsMax: 3, bytesMax: 10_000, row => seen.Add(row.SequenceNr)));
        Assert.Equal(2, reads.Read("a", 4, 10, rowsMax: 10, bytesMax: 150, row => seen.Add(row.SequenceNr)));
        Assert.Equal(5, reads.Read("a", 6, 10, rowsMax: 10, bytesMax: 10_000, row => seen.Add(row.SequenceNr)));
        Assert.Equal(0, reads.Read("b", 1, 10, rowsMax: 10, bytesMax: 10_000, row => seen.Add(row.SequenceNr)));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], seen);
        Assert.Equal((10, 0), (reads.ReadHighestSequenceNr("a"), reads.ReadHighestSequenceNr("b")));
    }

    [Fact]
    public void What_was_begun_and_not_committed_is_gone_when_the_session_closes()
    {
        var database = new SqliteDatabase(_folder.ConnectionString, "full");
        database.Initialize();
        using (var writes = database.OpenJournalWrites())
        {
            writes.Begin();
            writes.Insert(new JournalRow("a", 1, 0, [1], 1, "m", "w"));
        }

        Assert.Equal(["0"], _folder.Query("SELECT count(*) FROM journal"));
    }

    [Fact]
    public void Text_of_any_length_and_script_is_kept()
    {
        var id = string.Concat(Enumerable.Repeat("zähler-番号-", 100));
        var database = new SqliteDatabase(_folder.ConnectionString, "normal");
        database.Initialize();
        using (var writes = database.OpenJournalWrites())
        {
            writes.Begin();
            writes.Insert(new JournalRow(id, 1, 0, [], 1, "größe", "w"));
            writes.Insert(new JournalRow(id, 2, 0, [], 1, "größe", "w"));
            writes.Commit();
        }

        using var reads = database.OpenJournalReads();
        var rows = new List<JournalRow>();
        reads.Read(id, 1, 2, rowsMax: 10, bytesMax: 10, rows.Add);

        Assert.Equal(["größe", "größe"], rows.Select(row => row.Manifest));
    }

    public void Dispose() => _folder.Dispose();
}
