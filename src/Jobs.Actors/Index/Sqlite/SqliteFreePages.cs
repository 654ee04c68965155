using Akka.Persistence.Sql.Db;
using SQLitePCL;

namespace Jobs.Index.Sqlite;

/// <summary>Cuts pages that nothing is in off the file, a slice at a time. A file that is mostly in use keeps them: what was deleted today is written again tomorrow.</summary>
internal sealed class SqliteFreePages : IDisposable
{
    /// <summary>Free pages, 32 MiB, that are always left.</summary>
    private const int KeptPages = 2_048;

    /// <summary>A slice is 4 MiB, a few milliseconds.</summary>
    private const int SlicePages = 256;

    private readonly SqliteStatement _countFree;
    private readonly SqliteStatement _countAll;
    private readonly SqliteStatement _cut;
    private readonly SqliteStatement _writeBack;

    public SqliteFreePages(sqlite3 database)
    {
        _countFree = new SqliteStatement(database, "PRAGMA freelist_count");
        _countAll = new SqliteStatement(database, "PRAGMA page_count");
        _cut = new SqliteStatement(database, $"PRAGMA incremental_vacuum({SlicePages})");
        _writeBack = new SqliteStatement(database, "PRAGMA wal_checkpoint(PASSIVE)");
    }

    /// <summary>Only if more than half of the file is free.</summary>
    /// <returns>Whether there is more.</returns>
    public bool GiveBack()
    {
        if (!IsMuchFree())
            return false;
        RunToEnd(_cut);
        if (IsMuchFree())
            return true;
        // The file is cut when the log has gone back into it.
        RunToEnd(_writeBack);
        return false;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_countFree, _countAll, _cut, _writeBack])
            statement.Dispose();
    }

    private bool IsMuchFree()
    {
        var free = Read(_countFree);
        return free > KeptPages && free > Read(_countAll) / 2;
    }

    private static long Read(SqliteStatement statement)
    {
        statement.Step();
        var number = statement.Int64(0);
        statement.Reset();
        return number;
    }

    private static void RunToEnd(SqliteStatement statement)
    {
        while (statement.Step())
        {
        }

        statement.Reset();
    }
}
