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
    private long _checkpoint;

    /// <summary>The rows that follow are of this partition.</summary>
    public void Begin(long checkpoint, string queue, int partition)
    {
        _checkpoint = checkpoint;
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_put, _putWithoutPayload])
        {
            statement.Bind(2, queue);
            statement.Bind(3, (long)partition);
        }
    }

    /// <returns>The row's key.</returns>
    public long Put(JobRow row)
    {
        var key = RowKeys.Of(_checkpoint, row.Sequence);
        if (row.Payload is null)
        {
            BindAllButPayload(_putWithoutPayload, key, row);
            _putWithoutPayload.Run();
            if (_putWithoutPayload.Changes() == 0)
                throw new InvalidOperationException($"Job {row.Id} with number {row.Sequence} came without its payload, and the index has none of it.");
            return key;
        }

        BindAllButPayload(_put, key, row);
        Bind(_put, JobColumns.Fixed.Length + JobColumns.Changing.Length, row.Payload);
        _put.Run();
        if (_put.Changes() == 0)
        {
            // Another job had this number, which a journal from an older backup gives out again.
            Delete(key, key);
            _put.Run();
        }

        return key;
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
    }

    private void Delete(long first, long last)
    {
        _delete.Bind(1, first);
        _delete.Bind(2, last);
        _delete.Run();
    }

    private static void BindAllButPayload(SqliteStatement statement, long key, JobRow row)
    {
        statement.Bind(1, key);
        // 2 and 3 are the same for the whole part.
        var i = 3;
        statement.Bind(++i, row.Id);
        statement.Bind(++i, row.Type);
        statement.Bind(++i, row.Status.Name());
        statement.Bind(++i, (long)row.Priority);
        statement.Bind(++i, (long)row.Attempts);
        statement.Bind(++i, (long)row.MaxAttempts);
        statement.Bind(++i, (long)row.Crashes);
        statement.Bind(++i, (long)row.Replays);
        statement.Bind(++i, RowTimes.ToMicroseconds(row.CreatedAt));
        statement.Bind(++i, RowTimes.ToMicroseconds(row.UpdatedAt));
        statement.Bind(++i, RowTimes.ToMicroseconds(row.DueAt));
        statement.Bind(++i, RowTimes.ToMicroseconds(row.StartedAt));
        statement.Bind(++i, RowTimes.ToMicroseconds(row.EndedAt));
        statement.Bind(++i, row.Change);
        statement.Bind(++i, row.PartitionKey);
        statement.Bind(++i, row.UniqueKey);
        statement.Bind(++i, StoredTags.ToText(row.Tags));
        statement.Bind(++i, row.Worker);
        statement.Bind(++i, row.State.Span);
        statement.Bind(++i, row.ErrorType);
        statement.Bind(++i, row.ErrorMessage);
        Bind(statement, i, row.Result);
    }

    /// <summary>Binds content type, key id, text and bytes behind <paramref name="index"/>.</summary>
    private static void Bind(SqliteStatement statement, int index, JobPayload? body)
    {
        if (body is null)
        {
            for (var column = 1; column <= JobColumns.Payload.Length; column++)
                statement.BindNull(index + column);
            return;
        }

        var stored = StoredBody.Of(body);
        statement.Bind(++index, stored.ContentType);
        statement.Bind(++index, stored.KeyId);
        if (stored.IsText)
        {
            statement.BindText(++index, stored.Bytes);
            statement.BindNull(++index);
        }
        else
        {
            statement.BindNull(++index);
            statement.Bind(++index, stored.Bytes);
        }
    }
}
