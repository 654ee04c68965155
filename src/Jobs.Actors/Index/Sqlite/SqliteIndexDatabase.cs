using Akka.Persistence.Sql.Db;
using Microsoft.Data.Sqlite;
using SQLitePCL;

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

    private readonly string _path;
    private readonly string _synchronous;

    // Microsoft.Data.Sqlite does the first when it opens its first connection; here it opens none. The second is only taken before any connection of the process: without it, every allocation is
    // counted under one lock, which cost the writing of a row a fifth. Where somebody was first, nothing is lost but that.
    static SqliteIndexDatabase()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <param name="path">The file; its folder exists.</param>
    /// <param name="isPowerSafe">A commit survives a power failure; else it survives the end of the process only.</param>
    public SqliteIndexDatabase(string path, bool isPowerSafe = true)
    {
        _path = path;
        _synchronous = isPowerSafe ? "FULL" : "NORMAL";
    }

    public void Initialize()
    {
        using var database = Open();
        SqliteIndexTables.BringUpToDate(database);
    }

    public IIndexWrites OpenWrites() => OpenSession(database => new SqliteIndexWrites(database));

    public IIndexReads OpenReads() => OpenSession(database => new SqliteIndexReads(database));

    private T OpenSession<T>(Func<sqlite3, T> session)
    {
        var database = Open();
        try
        {
            return session(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>A connection belongs to one thread at a time, so it needs no locks of SQLite's own: they were a tenth of the time of an insert.</summary>
    private sqlite3 Open()
    {
        var code = raw.sqlite3_open_v2(_path, out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null);
        try
        {
            if (code != raw.SQLITE_OK)
                throw new SqliteException($"SQLite Error {code}: '{raw.sqlite3_errmsg(database).utf8_to_string()}' ({_path}).", code, raw.sqlite3_extended_errcode(database));
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
            {
                using var statement = new SqliteStatement(database, $"PRAGMA {pragma}");
                statement.Run();
            }

            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
