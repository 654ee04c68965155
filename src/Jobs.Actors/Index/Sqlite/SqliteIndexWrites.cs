using Akka.Persistence.Sql.Db;
using Jobs.Index.Tables;
using SQLitePCL;

namespace Jobs.Index.Sqlite;

internal sealed class SqliteIndexWrites : IIndexWrites
{
    private readonly sqlite3 _database;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly SqliteStatement _findCheckpoint;
    private readonly SqliteStatement _addCheckpoint;
    private readonly SqliteStatement _moveCheckpoint;
    private readonly SqliteStatement _keysOfStatus;
    private readonly SqliteStatement _keysChangedAfter;
    private readonly SqliteJobWrites _jobs;
    private readonly SqliteSmallWrites _small;
    private readonly SqliteRetention _retention;
    private readonly SqliteFreePages _free;

    public SqliteIndexWrites(sqlite3 database)
    {
        _database = database;
        _begin = new SqliteStatement(database, "BEGIN IMMEDIATE");
        _commit = new SqliteStatement(database, "COMMIT");
        _findCheckpoint = new SqliteStatement(database, WriteSql.FindCheckpoint);
        _addCheckpoint = new SqliteStatement(database, WriteSql.AddCheckpoint);
        _moveCheckpoint = new SqliteStatement(database, WriteSql.MoveCheckpoint);
        _keysOfStatus = new SqliteStatement(database, ReadSql.KeysOfStatus);
        _keysChangedAfter = new SqliteStatement(database, ReadSql.KeysOfStatusChangedAfter);
        _jobs = new SqliteJobWrites(database);
        _small = new SqliteSmallWrites(database);
        _retention = new SqliteRetention(database);
        _free = new SqliteFreePages(database);
    }

    public void Write(IReadOnlyList<IndexPart> parts) => InTransaction(() =>
    {
        foreach (var part in parts)
            Write(part);
        return parts.Count;
    });

    public int DeleteFinished(string queue, int partition, JobStatus status, DateTimeOffset endedBefore, int max) =>
        InTransaction(() => _retention.DeleteFinished(queue, partition, status, endedBefore, max));

    public int DeleteFinishedBeyond(string queue, int partition, JobStatus status, int keep, int max) =>
        InTransaction(() => _retention.DeleteFinishedBeyond(queue, partition, status, keep, max));

    public int DeleteMinutes(string queue, int partition, long before, int max) => InTransaction(() => _retention.DeleteMinutes(queue, partition, before, max));

    public bool Compact() => _free.GiveBack();

    public void Dispose()
    {
        foreach (var part in (ReadOnlySpan<IDisposable>)[_begin, _commit, _findCheckpoint, _addCheckpoint, _moveCheckpoint, _keysOfStatus, _keysChangedAfter, _jobs, _small, _retention, _free])
            part.Dispose();
        _database.Dispose();
    }

    private int InTransaction(Func<int> change)
    {
        _begin.Run();
        var changed = change();
        _commit.Run();
        return changed;
    }

    private void Write(IndexPart part)
    {
        var checkpoint = FindOrAdd(part);
        _jobs.Begin(checkpoint, part.Queue, part.Partition);
        _small.Begin(checkpoint, part.Queue, part.Partition);

        var gone = part.IsWhole ? UnfinishedOf(part) : [];
        if (part.IsWhole)
            _small.DeleteAll();
        foreach (var row in part.Jobs)
            gone.Remove(_jobs.Put(row));
        _jobs.Flush();
        _jobs.Delete(gone.Concat(part.JobsGone.Select(sequence => RowKeys.Of(checkpoint, sequence))));
        _small.Write(part);

        _moveCheckpoint.Bind(1, part.SequenceNr);
        _moveCheckpoint.Bind(2, RowTimes.ToMicroseconds(part.At));
        _moveCheckpoint.Bind(3, part.Facts.Span);
        _moveCheckpoint.Bind(4, checkpoint);
        _moveCheckpoint.Run();
    }

    /// <summary>The number of the part's checkpoint.</summary>
    private long FindOrAdd(IndexPart part)
    {
        var found = Find(part.PersistenceId);
        IndexOrder.Check(part, found?.SequenceNr);
        if (found is { No: var no })
            return no;

        _addCheckpoint.Bind(1, part.PersistenceId);
        _addCheckpoint.Bind(2, part.Queue);
        _addCheckpoint.Bind(3, (long)part.Partition);
        _addCheckpoint.Bind(4, part.SequenceNr);
        _addCheckpoint.Bind(5, RowTimes.ToMicroseconds(part.At));
        _addCheckpoint.Bind(6, part.Facts.Span);
        _addCheckpoint.Run();
        return Find(part.PersistenceId)!.Value.No;
    }

    private (long No, long SequenceNr)? Find(string persistenceId)
    {
        _findCheckpoint.Bind(1, persistenceId);
        (long, long)? found = _findCheckpoint.Step() ? (_findCheckpoint.Int64(0), _findCheckpoint.Int64(1)) : null;
        _findCheckpoint.Reset();
        return found;
    }

    /// <summary>Keys of what the index has of unfinished jobs: what a whole part does not bring goes, what it brings without payload stays. So goes what has finished after the last change that the part knows of.</summary>
    private HashSet<long> UnfinishedOf(IndexPart part)
    {
        var keys = new HashSet<long>();
        if (!CheckpointIds.IsQueue(part.PersistenceId))
            return keys;
        foreach (var status in StoredStatus.Unfinished)
            Add(_keysOfStatus, status);
        _keysChangedAfter.Bind(4, part.ChangesUpTo);
        foreach (var status in StoredStatus.Finished)
            Add(_keysChangedAfter, status);

        return keys;

        void Add(SqliteStatement found, JobStatus status)
        {
            found.Bind(1, part.Queue);
            found.Bind(2, (long)part.Partition);
            found.Bind(3, status.Name());
            while (found.Step())
                keys.Add(found.Int64(0));
            found.Reset();
        }
    }
}
