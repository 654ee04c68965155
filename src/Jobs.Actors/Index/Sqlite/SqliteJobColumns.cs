using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;

namespace Jobs.Index.Sqlite;

/// <summary>The parameters of one row of the table <c>jobs</c>, in the order of <see cref="JobColumns.All"/>, behind an offset.</summary>
internal static class SqliteJobColumns
{
    /// <summary>What all rows of a partition have; the binding stays.</summary>
    public static void BindPartition(SqliteStatement statement, int offset, string queue, int partition)
    {
        statement.Bind(offset + 2, queue);
        statement.Bind(offset + 3, (long)partition);
    }

    public static void Bind(SqliteStatement statement, int offset, long key, JobRow row, JobPayload payload)
    {
        BindAllButPayload(statement, offset, key, row);
        Bind(statement, offset + JobColumns.Fixed.Length + JobColumns.Changing.Length, payload);
    }

    public static void BindAllButPayload(SqliteStatement statement, int offset, long key, JobRow row)
    {
        statement.Bind(offset + 1, key);
        var i = offset + JobColumns.Fixed.Length - 1;
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
