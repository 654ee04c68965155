using Akka.Persistence.Sql.Db;
using Microsoft.Data.Sqlite;

namespace Jobs.Index.Sqlite;

/// <summary>The index in a SQLite file of its own, in WAL mode: one writer, readers that never wait for it. A file that is missing is an index that knows nothing.</summary>
internal sealed class SqliteIndexDatabase : IIndexDatabase
{
    /// <summary>How long a connection waits for another one that writes, before it gives up.</summary>
    private const int BusyTimeoutMilliseconds = 5_000;

    /// <summary>Three rows of 1 KB fill a page of 4 KiB badly, and each page is a read of its own when a million of them are loaded.</summary>
    private const int PageBytes = 16 * 1024;

    /// <summary>Memory of a connection for pages. A connection that writes keeps at least what a commit changes.</summary>
    private const int CacheKibibytes = 16 * 1024;

    /// <summary>The log goes back into the file when it has this many pages: 64 MiB.</summary>
    private const int CheckpointPages = 4_096;

    /// <summary>A log that has grown beyond while somebody read for long is cut back to this.</summary>
    private const int LogBytesMax = 2 * CheckpointPages * PageBytes;

    private readonly string _connectionString;
    private readonly string _synchronous;

    /// <param name="path">The file; its folder exists.</param>
    /// <param name="isPowerSafe">A commit survives a power failure; else it survives the end of the process only.</param>
    public SqliteIndexDatabase(string path, bool isPowerSafe = true)
    {
        // A pooled connection would stay open, and its log file with it, after its session has closed it.
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
        _synchronous = isPowerSafe ? "FULL" : "NORMAL";
    }

    public void Initialize()
    {
        using var connection = Open();
        SqliteIndexTables.BringUpToDate(connection.Handle!);
    }

    public IIndexWrites OpenWrites() => OpenSession(connection => new SqliteIndexWrites(connection));

    public IIndexReads OpenReads() => OpenSession(connection => new SqliteIndexReads(connection));

    private T OpenSession<T>(Func<SqliteConnection, T> session)
    {
        var connection = Open();
        try
        {
            return session(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            // Page size and vacuum mode are taken by a file that is still empty, and only before it is told to keep a log.
            string[] pragmas =
            [
                $"busy_timeout = {BusyTimeoutMilliseconds}",
                $"page_size = {PageBytes}",
                "auto_vacuum = INCREMENTAL",
                "journal_mode = WAL",
                $"synchronous = {_synchronous}",
                $"wal_autocheckpoint = {CheckpointPages}",
                $"journal_size_limit = {LogBytesMax}",
                $"cache_size = -{CacheKibibytes}",
            ];
            foreach (var pragma in pragmas)
                Run(connection, $"PRAGMA {pragma}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var statement = new SqliteStatement(connection.Handle!, sql);
        statement.Run();
    }
}
