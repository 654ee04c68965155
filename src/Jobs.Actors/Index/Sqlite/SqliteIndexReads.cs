using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;
using SQLitePCL;

namespace Jobs.Index.Sqlite;

internal sealed class SqliteIndexReads : IIndexReads
{
    private readonly sqlite3 _database;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _end;
    private readonly SqliteStatement _checkpoint;
    private readonly SqliteStatement _checkpoints;
    private readonly SqliteStatement _find;
    private readonly SqliteStatement _findEnded;
    private readonly SqliteStatement _minutes;
    private readonly SqliteStatement _payload;
    private readonly SqliteCheckpointReads _parts;

    // The last one, by its text: a search asks for the same columns again and again.
    private (string Sql, SqliteStatement Statement)? _list;

    public SqliteIndexReads(sqlite3 database)
    {
        _database = database;
        _begin = new SqliteStatement(database, "BEGIN");
        _end = new SqliteStatement(database, "COMMIT");
        _checkpoint = new SqliteStatement(database, ReadSql.Checkpoint);
        _checkpoints = new SqliteStatement(database, ReadSql.Checkpoints);
        _find = new SqliteStatement(database, ReadSql.Find);
        _findEnded = new SqliteStatement(database, ReadSql.FindEnded);
        _minutes = new SqliteStatement(database, ReadSql.Minutes);
        _payload = new SqliteStatement(database, ReadSql.PayloadOfKey);
        _parts = new SqliteCheckpointReads(database);
    }

    public StoredCheckpoint? Load(string persistenceId, long minutesFrom)
    {
        _begin.Run();
        var loaded = FindCheckpoint(persistenceId) is { } found ? Load(persistenceId, minutesFrom, found) : null;
        _end.Run();
        return loaded;
    }

    public void List(RowsAsked asked, Func<ListedRow, bool> onRow)
    {
        var list = PrepareList(ReadSql.List(asked));
        list.Bind(1, asked.Queue);
        list.Bind(2, (long)asked.Partition);
        list.Bind(3, asked.Status.Name());
        list.Bind(4, asked.ChangeBelow);
        list.Bind(5, (long)asked.RowsMax);
        var row = new ListedRow(new SqliteRow(list), asked);
        try
        {
            while (list.Step() && onRow(row.Next()))
            {
            }
        }
        finally
        {
            list.Reset();
        }
    }

    public JobRow? Find(string queue, int partition, long sequence)
    {
        _begin.Run();
        JobRow? found = null;
        if (FindCheckpoint(CheckpointIds.OfQueue(queue, partition)) is { } checkpoint)
        {
            _find.Bind(1, RowKeys.Of(checkpoint.No, sequence));
            found = ReadJob(_find);
        }

        _end.Run();
        return found;
    }

    public JobRow? FindEnded(string queue, int partition, string id)
    {
        _findEnded.Bind(1, queue);
        _findEnded.Bind(2, (long)partition);
        _findEnded.Bind(3, id);
        return ReadJob(_findEnded);
    }

    public void ReadPayloads(string queue, int partition, IReadOnlyList<long> sequences, Action<long, JobPayload> onPayload)
    {
        _begin.Run();
        if (FindCheckpoint(CheckpointIds.OfQueue(queue, partition)) is { } checkpoint)
        {
            foreach (var sequence in sequences)
            {
                _payload.Bind(1, RowKeys.Of(checkpoint.No, sequence));
                var payload = _payload.Step() ? StoredRows.ReadBody(new SqliteRow(_payload), 0) : null;
                _payload.Reset();
                if (payload is not null)
                    onPayload(sequence, payload);
            }
        }

        _end.Run();
    }

    public void ReadMinutes(string queue, int partition, long from, long to, Action<MinuteRow> onMinute)
    {
        _minutes.Bind(1, queue);
        _minutes.Bind(2, (long)partition);
        _minutes.Bind(3, from);
        _minutes.Bind(4, to);
        try
        {
            while (_minutes.Step())
                onMinute(StoredRows.ReadMinute(new SqliteRow(_minutes)));
        }
        finally
        {
            _minutes.Reset();
        }
    }

    public IReadOnlyList<(string PersistenceId, long SequenceNr, DateTimeOffset At)> Checkpoints()
    {
        var all = new List<(string, long, DateTimeOffset)>();
        while (_checkpoints.Step())
            all.Add(StoredRows.ReadProgress(new SqliteRow(_checkpoints)));
        _checkpoints.Reset();
        return all;
    }

    public void Dispose()
    {
        foreach (var part in (ReadOnlySpan<IDisposable>)[_begin, _end, _checkpoint, _checkpoints, _find, _findEnded, _minutes, _payload, _parts])
            part.Dispose();
        _list?.Statement.Dispose();
        _database.Dispose();
    }

    private static JobRow? ReadJob(SqliteStatement statement)
    {
        var found = statement.Step() ? StoredRows.ReadJob(new SqliteRow(statement)) : null;
        statement.Reset();
        return found;
    }

    private SqliteStatement PrepareList(string sql)
    {
        if (_list?.Sql != sql)
        {
            _list?.Statement.Dispose();
            _list = null;
            _list = (sql, new SqliteStatement(_database, sql));
        }

        return _list.Value.Statement;
    }

    private CheckpointRow? FindCheckpoint(string persistenceId)
    {
        _checkpoint.Bind(1, persistenceId);
        CheckpointRow? found = _checkpoint.Step() ? StoredRows.ReadCheckpoint(new SqliteRow(_checkpoint)) : null;
        _checkpoint.Reset();
        return found;
    }

    private StoredCheckpoint Load(string persistenceId, long minutesFrom, CheckpointRow checkpoint)
    {
        var isQueue = CheckpointIds.IsQueue(persistenceId);
        var minutes = new List<MinuteRow>();
        if (isQueue)
            ReadMinutes(checkpoint.Queue, checkpoint.Partition, minutesFrom, long.MaxValue, minutes.Add);
        return new StoredCheckpoint(
            persistenceId,
            checkpoint.SequenceNr,
            checkpoint.Facts,
            isQueue ? _parts.ReadLive(checkpoint.Queue, checkpoint.Partition) : [],
            _parts.ReadLetters(checkpoint.No),
            _parts.ReadKeys(checkpoint.No),
            _parts.ReadIds(checkpoint.No),
            minutes);
    }
}
