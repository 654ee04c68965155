using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;
using SQLitePCL;

namespace Jobs.Index.Sqlite;

/// <summary>Deletes what is kept no longer, inside a transaction that others begin and end.</summary>
internal sealed class SqliteRetention(sqlite3 database) : IDisposable
{
    private readonly SqliteStatement _deleteEndedBefore = new(database, RetentionSql.DeleteEndedBefore);
    private readonly SqliteStatement _newestBeyond = new(database, RetentionSql.NewestBeyond);
    private readonly SqliteStatement _deleteTo = new(database, RetentionSql.DeleteTo);
    private readonly SqliteStatement _deleteMinutesBefore = new(database, RetentionSql.DeleteMinutesBefore);

    public int DeleteFinished(string queue, int partition, JobStatus status, DateTimeOffset endedBefore, int max)
    {
        Bind(_deleteEndedBefore, queue, partition, status);
        _deleteEndedBefore.Bind(4, (long)max);
        _deleteEndedBefore.Bind(5, RowTimes.ToMicroseconds(endedBefore));
        return Delete(_deleteEndedBefore);
    }

    public int DeleteFinishedBeyond(string queue, int partition, JobStatus status, int keep, int max)
    {
        Bind(_newestBeyond, queue, partition, status);
        _newestBeyond.Bind(4, (long)keep);
        long? newest = _newestBeyond.Step() ? _newestBeyond.Int64(0) : null;
        _newestBeyond.Reset();
        if (newest is not { } change)
            return 0;

        Bind(_deleteTo, queue, partition, status);
        _deleteTo.Bind(4, change);
        _deleteTo.Bind(5, (long)max);
        return Delete(_deleteTo);
    }

    public int DeleteMinutes(string queue, int partition, long before, int max)
    {
        _deleteMinutesBefore.Bind(1, queue);
        _deleteMinutesBefore.Bind(2, (long)partition);
        _deleteMinutesBefore.Bind(3, before);
        _deleteMinutesBefore.Bind(4, (long)max);
        return Delete(_deleteMinutesBefore);
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_deleteEndedBefore, _newestBeyond, _deleteTo, _deleteMinutesBefore])
            statement.Dispose();
    }

    private static void Bind(SqliteStatement statement, string queue, int partition, JobStatus status)
    {
        statement.Bind(1, queue);
        statement.Bind(2, (long)partition);
        statement.Bind(3, status.Name());
    }

    private static int Delete(SqliteStatement statement)
    {
        statement.Run();
        return statement.Changes();
    }
}
