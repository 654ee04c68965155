using Akka.Configuration;
using Microsoft.Data.Sqlite;

namespace Akka.Persistence.Sql.Db;

/// <summary>SQLite in WAL mode: one writer, readers that never wait for it.</summary>
internal sealed class SqliteDatabase : ISqlDatabase
{
    public const string ProviderName = "SQLite.MS";

    /// <summary>How long a connection waits for another writer of the same file before it gives up.</summary>
    private const int BusyTimeoutMilliseconds = 5_000;

    /// <summary>
    /// The log goes back into the file when it has this many pages of 4 KiB: with SQLite's 1,000 a busy journal spends a tenth of its time there.
    /// </summary>
    private const int CheckpointPages = 8_000;

    private readonly string _connectionString;
    private readonly string _synchronous;

    /// <param name="connectionString">For Microsoft.Data.Sqlite.</param>
    /// <param name="synchronous"><c>full</c>: a commit survives a power failure. <c>normal</c>: it survives the end of the process only.</param>
    public SqliteDatabase(string connectionString, string synchronous)
    {
        if (synchronous is not ("full" or "normal"))
            throw new ConfigurationException($"synchronous: expected full or normal, got {synchronous}");

        // A pooled connection would stay open, and its log file with it, after the journal has closed it.
        _connectionString = new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString();
        _synchronous = synchronous;
    }

    public void Initialize()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = SqliteTables.Create;
        command.ExecuteNonQuery();
    }

    public IJournalWriteSession OpenJournalWrites() => new SqliteJournalWrites(Open());

    public IJournalReadSession OpenJournalReads() => new SqliteJournalReads(Open());

    public ISnapshotSession OpenSnapshots() => new SqliteSnapshots(Open());

    /// <summary>A full disk, for one, can be the fault of a large write; and here a failure comes at once.</summary>
    public bool IsFaultOfOneWrite(Exception cause) => true;

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                PRAGMA busy_timeout = {BusyTimeoutMilliseconds};
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {_synchronous};
                PRAGMA wal_autocheckpoint = {CheckpointPages};
                """;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
