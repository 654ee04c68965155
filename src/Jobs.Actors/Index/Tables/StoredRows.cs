namespace Jobs.Index.Tables;

/// <summary>What the rows of the queries in <see cref="ReadSql"/> mean.</summary>
internal static class StoredRows
{
    public static JobRow ReadJob<TRow>(TRow row)
        where TRow : IStoredRow => new(
            Sequence: RowKeys.SequenceOf(row.Int64(0)),
            Id: row.Text(1),
            Type: row.Text(2),
            Status: StoredStatus.FromText(row.Text(3)),
            Priority: (int)row.Int64(4),
            Attempts: (int)row.Int64(5),
            MaxAttempts: (int)row.Int64(6),
            Crashes: (int)row.Int64(7),
            Replays: (int)row.Int64(8),
            CreatedAt: Time(row, 9),
            UpdatedAt: Time(row, 10),
            DueAt: NullableTime(row, 11),
            StartedAt: NullableTime(row, 12),
            EndedAt: NullableTime(row, 13),
            Change: row.Int64(14),
            PartitionKey: NullableText(row, 15),
            UniqueKey: NullableText(row, 16),
            Tags: StoredTags.FromText(row.Text(17)),
            Worker: NullableText(row, 18),
            State: row.Bytes(19),
            ErrorType: NullableText(row, 20),
            ErrorMessage: NullableText(row, 21),
            Result: ReadBody(row, 22),
            Payload: ReadBody(row, 26));

    /// <summary>From four columns: content type, key id, text and bytes; null where there is neither text nor bytes.</summary>
    public static JobPayload? ReadBody<TRow>(TRow row, int first)
        where TRow : IStoredRow
    {
        var column = row.IsNull(first + 2) ? first + 3 : first + 2;
        return row.IsNull(column) ? null : StoredBody.ToPayload(row.Bytes(column), NullableText(row, first), NullableText(row, first + 1));
    }

    public static CheckpointRow ReadCheckpoint<TRow>(TRow row)
        where TRow : IStoredRow => new(row.Int64(0), row.Text(1), (int)row.Int64(2), row.Int64(3), row.Bytes(4));

    public static LetterRow ReadLetter<TRow>(TRow row)
        where TRow : IStoredRow =>
        new(RowKeys.SequenceOf(row.Int64(0)), row.Text(1), row.Text(2), row.Text(3), Time(row, 4), Time(row, 5), row.Text(6), row.Text(7), row.Bytes(8));

    public static KeyRow ReadKey<TRow>(TRow row)
        where TRow : IStoredRow => new(row.Text(0), row.Text(1), row.Text(2), NullableTime(row, 3));

    public static IdsRow ReadIds<TRow>(TRow row)
        where TRow : IStoredRow => new(row.Int64(0), Time(row, 1), row.Bytes(2));

    public static MinuteRow ReadMinute<TRow>(TRow row)
        where TRow : IStoredRow => new(row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4), row.Bytes(5), row.Bytes(6));

    public static (string PersistenceId, long SequenceNr, DateTimeOffset At) ReadProgress<TRow>(TRow row)
        where TRow : IStoredRow => (row.Text(0), row.Int64(1), Time(row, 2));

    private static DateTimeOffset Time<TRow>(TRow row, int column)
        where TRow : IStoredRow => RowTimes.ToTime(row.Int64(column));

    private static DateTimeOffset? NullableTime<TRow>(TRow row, int column)
        where TRow : IStoredRow => row.IsNull(column) ? null : Time(row, column);

    private static string? NullableText<TRow>(TRow row, int column)
        where TRow : IStoredRow => row.IsNull(column) ? null : row.Text(column);
}

/// <summary>A checkpoint without what belongs to it.</summary>
internal readonly record struct CheckpointRow(long No, string Queue, int Partition, long SequenceNr, byte[] Facts);
