using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;

namespace Jobs.Index.Sqlite;

/// <summary>Makes jobs of rows, whose columns come in the order of <see cref="JobColumns"/> without queue and partition.</summary>
internal static class SqliteRows
{
    public static JobRow ReadJob(SqliteStatement row) => new(
        Sequence: RowKeys.SequenceOf(row.Int64(0)),
        Id: row.Text(1),
        Type: row.Text(2),
        Status: StoredStatus.FromText(row.Text(3)),
        Priority: (int)row.Int64(4),
        Attempts: (int)row.Int64(5),
        MaxAttempts: (int)row.Int64(6),
        Crashes: (int)row.Int64(7),
        Replays: (int)row.Int64(8),
        CreatedAt: RowTimes.ToTime(row.Int64(9)),
        UpdatedAt: RowTimes.ToTime(row.Int64(10)),
        DueAt: RowTimes.ToTime(row.NullableInt64(11)),
        StartedAt: RowTimes.ToTime(row.NullableInt64(12)),
        EndedAt: RowTimes.ToTime(row.NullableInt64(13)),
        Change: row.Int64(14),
        PartitionKey: row.NullableText(15),
        UniqueKey: row.NullableText(16),
        Tags: StoredTags.FromText(row.Text(17)),
        Worker: row.NullableText(18),
        State: row.Blob(19),
        ErrorType: row.NullableText(20),
        ErrorMessage: row.NullableText(21),
        Result: ReadBody(row, 22),
        Payload: ReadBody(row, 26));

    /// <summary>From four columns: content type, key id, text and bytes; null where there is neither text nor bytes.</summary>
    public static JobPayload? ReadBody(SqliteStatement row, int first)
    {
        var column = row.IsNull(first + 2) ? first + 3 : first + 2;
        return row.IsNull(column) ? null : StoredBody.ToPayload(row.Blob(column), row.NullableText(first), row.NullableText(first + 1));
    }
}
