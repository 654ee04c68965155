using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;
using SQLitePCL;

namespace Jobs.Index.Sqlite;

/// <summary>Reads what belongs to one checkpoint, inside a transaction that others begin and end.</summary>
internal sealed class SqliteCheckpointReads(sqlite3 database) : IDisposable
{
    private readonly SqliteStatement _count = new(database, ReadSql.CountOfStatus);
    private readonly SqliteStatement _live = new(database, ReadSql.LiveOfStatus);
    private readonly SqliteStatement _letters = new(database, ReadSql.Letters);
    private readonly SqliteStatement _keys = new(database, ReadSql.Keys);
    private readonly SqliteStatement _ids = new(database, ReadSql.Ids);

    public IReadOnlyList<LiveRow> ReadLive(string queue, int partition)
    {
        var rows = new List<LiveRow>(StoredStatus.Unfinished.Sum(status => Count(queue, partition, status)));
        var states = new StateBuffers();
        foreach (var status in StoredStatus.Unfinished)
        {
            BindStatus(_live, queue, partition, status);
            while (_live.Step())
                rows.Add(new LiveRow(RowKeys.SequenceOf(_live.Int64(0)), _live.Int64(1), status, states.Add(_live.Bytes(2))));
            _live.Reset();
        }

        rows.Sort(static (one, other) => one.Sequence.CompareTo(other.Sequence));
        return rows;
    }

    public IReadOnlyList<LetterRow> ReadLetters(long checkpoint)
    {
        var letters = new List<LetterRow>();
        _letters.Bind(1, RowKeys.First(checkpoint));
        _letters.Bind(2, RowKeys.Last(checkpoint));
        while (_letters.Step())
            letters.Add(StoredRows.ReadLetter(new SqliteRow(_letters)));
        _letters.Reset();
        return letters;
    }

    public IReadOnlyList<KeyRow> ReadKeys(long checkpoint)
    {
        var keys = new List<KeyRow>();
        _keys.Bind(1, checkpoint);
        while (_keys.Step())
            keys.Add(StoredRows.ReadKey(new SqliteRow(_keys)));
        _keys.Reset();
        return keys;
    }

    public IReadOnlyList<IdsRow> ReadIds(long checkpoint)
    {
        var ids = new List<IdsRow>();
        _ids.Bind(1, checkpoint);
        while (_ids.Step())
            ids.Add(StoredRows.ReadIds(new SqliteRow(_ids)));
        _ids.Reset();
        return ids;
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<SqliteStatement>)[_count, _live, _letters, _keys, _ids])
            statement.Dispose();
    }

    private int Count(string queue, int partition, JobStatus status)
    {
        BindStatus(_count, queue, partition, status);
        _count.Step();
        var count = (int)_count.Int64(0);
        _count.Reset();
        return count;
    }

    private static void BindStatus(SqliteStatement statement, string queue, int partition, JobStatus status)
    {
        statement.Bind(1, queue);
        statement.Bind(2, (long)partition);
        statement.Bind(3, status.Name());
    }
}
