using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;
using SQLitePCL;

namespace Jobs.Index.Sqlite;

/// <summary>Writes rows of the table <c>jobs</c>.</summary>
internal sealed class SqliteJobWrites(sqlite3 database) : IDisposable
{
    private readonly SqliteStatement _put = new(database, WriteSql.PutJob);
    private readonly SqliteStatement _putWithoutPayload = new(database, $"""
        UPDATE jobs SET {string.Join(", ", JobColumns.Changing.Select(column => $"{column} = ?{JobColumns.ParameterOf(column)[1..]}"))} WHERE key = ?1 AND queue = ?2 AND partition = ?3 AND id = ?4
        """);

    private readonly SqliteStatement _delete = new(database, WriteSql.DeleteJobs);
    private readonly SqliteNewJobs _new = new(database);
    private long _checkpoint;

    /// <summary>The rows that follow are of this partition.</summary>
    public void Begin(long checkpoint, string queue, int partition)
    {
        _checkpoint = checkpoint;
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_put, _putWithoutPayload])
            SqliteJobColumns.BindPartition(statement, 0, queue, partition);
        _new.Begin(queue, partition);
    }

    /// <summary>Stores a row, at the latest with the next <see cref="Flush"/>.</summary>
    /// <returns>The row's key.</returns>
    public long Put(JobRow row)
    {
        var key = RowKeys.Of(_checkpoint, row.Sequence);
        if (row.Payload is null)
        {
            Update(key, row);
        }
        else if (SqliteNewJobs.Takes(row))
        {
            _new.Add(key, row);
            if (_new.IsFull)
                Flush();
        }
        else
        {
            Put(key, row, row.Payload);
        }

        return key;
    }

    /// <summary>Stores what waits to go together.</summary>
    public void Flush()
    {
        var areStored = _new.IsFull && _new.TryInsert();
        foreach (var (key, row) in _new.Take())
        {
            if (!areStored)
                Put(key, row, row.Payload!);
        }
    }

    /// <summary>Jobs end about in the order in which they came, so most keys have neighbours: a run of them in one statement costs two thirds of a statement each.</summary>
    public void Delete(IEnumerable<long> keys)
    {
        foreach (var (first, last) in KeyRuns.Of(keys))
            Delete(first, last);
    }

    public void Dispose()
    {
        _put.Dispose();
        _putWithoutPayload.Dispose();
        _delete.Dispose();
        _new.Dispose();
    }

    private void Put(long key, JobRow row, JobPayload payload)
    {
        SqliteJobColumns.Bind(_put, 0, key, row, payload);
        _put.Run();
        if (_put.Changes() == 0)
        {
            // Another job had this number, which a journal from an older backup gives out again.
            Delete(key, key);
            _put.Run();
        }
    }

    private void Update(long key, JobRow row)
    {
        SqliteJobColumns.BindAllButPayload(_putWithoutPayload, 0, key, row);
        _putWithoutPayload.Run();
        if (_putWithoutPayload.Changes() == 0)
            throw new InvalidOperationException($"Job {row.Id} with number {row.Sequence} came without its payload, and the index has none of it.");
    }

    private void Delete(long first, long last)
    {
        _delete.Bind(1, first);
        _delete.Bind(2, last);
        _delete.Run();
    }
}
