using System.Data;
using Jobs.Index.Tables;
using Npgsql;
using static NpgsqlTypes.NpgsqlDbType;

namespace Jobs.Index.Postgres;

internal sealed class PostgresIndexReads : IIndexReads
{
    private readonly NpgsqlConnection _connection;
    private readonly PostgresStatement _checkpoint;
    private readonly PostgresStatement _checkpoints;
    private readonly PostgresStatement _count;
    private readonly PostgresStatement _live;
    private readonly PostgresStatement _letters;
    private readonly PostgresStatement _keys;
    private readonly PostgresStatement _ids;
    private readonly PostgresStatement _find;
    private readonly PostgresStatement _findEnded;
    private readonly PostgresStatement _minutes;
    private readonly PostgresStatement _payloads;

    // The last one, by its text: a search asks for the same columns again and again.
    private (string Sql, PostgresStatement Statement)? _list;

    public PostgresIndexReads(NpgsqlConnection connection)
    {
        _connection = connection;
        _checkpoint = new PostgresStatement(connection, ReadSql.Checkpoint, Text);
        _checkpoints = new PostgresStatement(connection, ReadSql.Checkpoints);
        _count = new PostgresStatement(connection, ReadSql.CountOfStatus, Text, Bigint, Text);
        _live = new PostgresStatement(connection, ReadSql.LiveOfStatus, Text, Bigint, Text);
        _letters = new PostgresStatement(connection, ReadSql.Letters, Bigint, Bigint);
        _keys = new PostgresStatement(connection, ReadSql.Keys, Bigint);
        _ids = new PostgresStatement(connection, ReadSql.Ids, Bigint);
        _find = new PostgresStatement(connection, ReadSql.Find, Bigint);
        _findEnded = new PostgresStatement(connection, ReadSql.FindEnded, Text, Bigint, Text);
        _minutes = new PostgresStatement(connection, ReadSql.Minutes, Text, Bigint, Bigint, Bigint);
        _payloads = new PostgresStatement(connection, $"{ReadSql.PayloadColumns}, key FROM jobs WHERE key = ANY ($1)", NpgsqlTypes.NpgsqlDbType.Array | Bigint);
    }

    public StoredCheckpoint? Load(string persistenceId, long minutesFrom)
    {
        // All statements see what was committed when the first of them began.
        using var transaction = _connection.BeginTransaction(IsolationLevel.RepeatableRead);
        var loaded = FindCheckpoint(persistenceId) is { } found ? Load(persistenceId, minutesFrom, found) : null;
        transaction.Commit();
        return loaded;
    }

    public void List(RowsAsked asked, Func<ListedRow, bool> onRow)
    {
        ListedRow? listed = null;
        PrepareList(ReadSql.List(asked)).Read(
            row => onRow((listed ??= new ListedRow(row, asked)).Next()), asked.Queue, (long)asked.Partition, asked.Status.Name(), asked.ChangeBelow, (long)asked.RowsMax);
    }

    public JobRow? Find(string queue, int partition, long sequence) =>
        FindCheckpoint(CheckpointIds.OfQueue(queue, partition)) is { } checkpoint && _find.ReadAll(StoredRows.ReadJob, RowKeys.Of(checkpoint.No, sequence)) is [var found] ? found : null;

    public JobRow? FindEnded(string queue, int partition, string id) =>
        _findEnded.ReadAll(StoredRows.ReadJob, queue, (long)partition, PostgresText.Of(id)) is [var found] ? found : null;

    public void ReadPayloads(string queue, int partition, IReadOnlyList<long> sequences, Action<long, JobPayload> onPayload)
    {
        if (FindCheckpoint(CheckpointIds.OfQueue(queue, partition)) is not { } checkpoint)
            return;
        var found = _payloads.ReadAll(
            row => (Sequence: RowKeys.SequenceOf(row.Int64(4)), Payload: StoredRows.ReadBody(row, 0)),
            sequences.Select(sequence => RowKeys.Of(checkpoint.No, sequence)).ToArray());
        foreach (var (sequence, payload) in found)
        {
            if (payload is not null)
                onPayload(sequence, payload);
        }
    }

    public void ReadMinutes(string queue, int partition, long from, long to, Action<MinuteRow> onMinute) =>
        _minutes.ReadAll(StoredRows.ReadMinute, queue, (long)partition, from, to).ForEach(onMinute);

    public IReadOnlyList<(string PersistenceId, long SequenceNr, DateTimeOffset At)> Checkpoints() => _checkpoints.ReadAll(StoredRows.ReadProgress);

    public void Dispose()
    {
        PostgresStatement[] all = [_checkpoint, _checkpoints, _count, _live, _letters, _keys, _ids, _find, _findEnded, _minutes, _payloads];
        foreach (var statement in all)
            statement.Dispose();
        _list?.Statement.Dispose();
        _connection.Dispose();
    }

    private PostgresStatement PrepareList(string sql)
    {
        if (_list?.Sql != sql)
        {
            _list?.Statement.Dispose();
            _list = null;
            _list = (sql, new PostgresStatement(_connection, sql, Text, Bigint, Text, Bigint, Bigint));
        }

        return _list.Value.Statement;
    }

    private CheckpointRow? FindCheckpoint(string persistenceId) =>
        _checkpoint.ReadAll(StoredRows.ReadCheckpoint, PostgresText.Of(persistenceId)) is [var found] ? found : null;

    private StoredCheckpoint Load(string persistenceId, long minutesFrom, CheckpointRow checkpoint)
    {
        var isQueue = CheckpointIds.IsQueue(persistenceId);
        return new StoredCheckpoint(
            persistenceId,
            checkpoint.SequenceNr,
            checkpoint.Facts,
            isQueue ? ReadLive(checkpoint.Queue, checkpoint.Partition) : [],
            _letters.ReadAll(StoredRows.ReadLetter, RowKeys.First(checkpoint.No), RowKeys.Last(checkpoint.No)),
            _keys.ReadAll(StoredRows.ReadKey, checkpoint.No),
            _ids.ReadAll(StoredRows.ReadIds, checkpoint.No),
            isQueue ? _minutes.ReadAll(StoredRows.ReadMinute, checkpoint.Queue, (long)checkpoint.Partition, minutesFrom, long.MaxValue) : []);
    }

    private List<LiveRow> ReadLive(string queue, int partition)
    {
        var rows = new List<LiveRow>(StoredStatus.Unfinished.Sum(status => (int)_count.ReadAll(row => row.Int64(0), queue, (long)partition, status.Name())[0]));
        var states = new StateBuffers();
        var buffer = new byte[256];
        foreach (var status in StoredStatus.Unfinished)
        {
            _live.Read(
                row =>
                {
                    rows.Add(new LiveRow(RowKeys.SequenceOf(row.Int64(0)), row.Int64(1), status, states.Add(row.Bytes(2, ref buffer))));
                    return true;
                },
                queue, (long)partition, status.Name());
        }

        rows.Sort(static (one, other) => one.Sequence.CompareTo(other.Sequence));
        return rows;
    }
}
