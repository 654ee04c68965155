using Jobs.Index.Tables;
using Npgsql;
using static NpgsqlTypes.NpgsqlDbType;

namespace Jobs.Index.Postgres;

/// <summary>Deletes what is kept no longer, each slice a statement and so a transaction of its own.</summary>
internal sealed class PostgresRetention(NpgsqlConnection connection) : IDisposable
{
    private readonly PostgresStatement _deleteEndedBefore = new(connection, RetentionSql.DeleteEndedBefore, Text, Bigint, Text, Bigint, Bigint);
    private readonly PostgresStatement _newestBeyond = new(connection, RetentionSql.NewestBeyond, Text, Bigint, Text, Bigint);
    private readonly PostgresStatement _deleteTo = new(connection, RetentionSql.DeleteTo, Text, Bigint, Text, Bigint, Bigint);
    private readonly PostgresStatement _deleteMinutesBefore = new(connection, RetentionSql.DeleteMinutesBefore, Text, Bigint, Bigint, Bigint);

    public int DeleteFinished(string queue, int partition, JobStatus status, DateTimeOffset endedBefore, int max) =>
        _deleteEndedBefore.Run(queue, (long)partition, status.Name(), (long)max, RowTimes.ToMicroseconds(endedBefore));

    public int DeleteFinishedBeyond(string queue, int partition, JobStatus status, int keep, int max)
    {
        var newest = _newestBeyond.ReadAll(row => row.Int64(0), queue, (long)partition, status.Name(), (long)keep);
        return newest is [var change] ? _deleteTo.Run(queue, (long)partition, status.Name(), change, (long)max) : 0;
    }

    public int DeleteMinutes(string queue, int partition, long before, int max) => _deleteMinutesBefore.Run(queue, (long)partition, before, (long)max);

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<PostgresStatement>)[_deleteEndedBefore, _newestBeyond, _deleteTo, _deleteMinutesBefore])
            statement.Dispose();
    }
}
