using Jobs.Index.Tables;
using Npgsql;

namespace Jobs.Index.Postgres;

/// <summary>Writes letters, keys, ids and minutes: everything but the jobs themselves. Many statements go in one round trip.</summary>
internal sealed class PostgresSmallWrites(NpgsqlConnection connection) : IDisposable
{
    private const int StatementsMax = 500;

    private readonly NpgsqlBatch _batch = new(connection);

    public void Write(IndexPart part, long checkpoint)
    {
        _batch.BatchCommands.Clear();
        if (part.IsWhole)
        {
            Add(WriteSql.DeleteLetters, RowKeys.First(checkpoint), RowKeys.Last(checkpoint));
            Add(WriteSql.DeleteKeys, checkpoint);
            Add(WriteSql.DeleteIdsBelow, checkpoint, long.MaxValue);
        }

        foreach (var number in part.LettersGone)
            Add(WriteSql.DeleteLetter, RowKeys.Of(checkpoint, number));
        foreach (var letter in part.Letters)
            Add(part, checkpoint, letter);
        foreach (var key in part.Keys)
            Add(checkpoint, key);
        if (part.IdsFrom > 0)
            Add(WriteSql.DeleteIdsBelow, checkpoint, part.IdsFrom);
        foreach (var ids in part.Ids)
            Add(WriteSql.PutIds, checkpoint, ids.Number, RowTimes.ToMicroseconds(ids.NewestAt), ids.Ids.ToArray());
        foreach (var minute in part.Minutes)
        {
            Add(
                WriteSql.PutMinute, part.Queue, (long)part.Partition, minute.Minute, minute.Enqueued, minute.Completed, minute.Failed, minute.Dead,
                minute.Waits.ToArray(), minute.Runs.ToArray());
        }

        Flush();
    }

    public void Dispose() => _batch.Dispose();

    private void Add(IndexPart part, long checkpoint, LetterRow letter) => Add(
        WriteSql.PutLetter,
        RowKeys.Of(checkpoint, letter.Number),
        part.Queue,
        (long)part.Partition,
        letter.Id,
        letter.Type,
        letter.Reason,
        RowTimes.ToMicroseconds(letter.CreatedAt),
        RowTimes.ToMicroseconds(letter.DiedAt),
        PostgresText.Of(letter.ErrorType),
        PostgresText.Of(letter.ErrorMessage),
        letter.State.ToArray());

    private void Add(long checkpoint, KeyRow key)
    {
        if (key.JobId is null)
            Add(WriteSql.DeleteKey, checkpoint, PostgresText.Of(key.Type), PostgresText.Of(key.Key));
        else
            Add(WriteSql.PutKey, checkpoint, PostgresText.Of(key.Type), PostgresText.Of(key.Key), key.JobId, RowTimes.ToMicroseconds(key.Until));
    }

    private void Add(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        _batch.BatchCommands.Add(command);
        if (_batch.BatchCommands.Count >= StatementsMax)
            Flush();
    }

    private void Flush()
    {
        if (_batch.BatchCommands.Count == 0)
            return;
        _batch.ExecuteNonQuery();
        _batch.BatchCommands.Clear();
    }
}
