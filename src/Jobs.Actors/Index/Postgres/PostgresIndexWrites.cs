using System.Data;
using Jobs.Index.Tables;
using Npgsql;
using static NpgsqlTypes.NpgsqlDbType;

namespace Jobs.Index.Postgres;

internal sealed class PostgresIndexWrites : IIndexWrites
{
    /// <summary>In one statement: more are gone in the one after it.</summary>
    private const int KeysMax = 10_000;

    private readonly NpgsqlConnection _connection;
    private readonly PostgresStatement _findCheckpoint;
    private readonly PostgresStatement _addCheckpoint;
    private readonly PostgresStatement _moveCheckpoint;
    private readonly PostgresStatement _keysOfStatus;
    private readonly PostgresStatement _keysChangedAfter;
    private readonly PostgresStatement _deleteJobs;
    private readonly PostgresJobBatch _jobs;
    private readonly PostgresJobBatch _jobsWithoutPayload;
    private readonly PostgresSmallWrites _small;
    private readonly PostgresRetention _retention;

    public PostgresIndexWrites(NpgsqlConnection connection)
    {
        _connection = connection;
        _findCheckpoint = new PostgresStatement(connection, WriteSql.FindCheckpoint, Text);
        _addCheckpoint = new PostgresStatement(connection, WriteSql.AddCheckpoint, Text, Text, Bigint, Bigint, Bigint, Bytea);
        _moveCheckpoint = new PostgresStatement(connection, WriteSql.MoveCheckpoint, Bigint, Bigint, Bytea, Bigint);
        _keysOfStatus = new PostgresStatement(connection, ReadSql.KeysOfStatus, Text, Bigint, Text);
        _keysChangedAfter = new PostgresStatement(connection, ReadSql.KeysOfStatusChangedAfter, Text, Bigint, Text, Bigint);
        _deleteJobs = new PostgresStatement(connection, "DELETE FROM jobs WHERE key = ANY ($1)", NpgsqlTypes.NpgsqlDbType.Array | Bigint);
        _jobs = new PostgresJobBatch(connection, hasPayloads: true);
        _jobsWithoutPayload = new PostgresJobBatch(connection, hasPayloads: false);
        _small = new PostgresSmallWrites(connection);
        _retention = new PostgresRetention(connection);
    }

    public void Write(IReadOnlyList<IndexPart> parts)
    {
        using var transaction = _connection.BeginTransaction(IsolationLevel.ReadCommitted);
        foreach (var part in parts)
            Write(part);
        transaction.Commit();
    }

    public int DeleteFinished(string queue, int partition, JobStatus status, DateTimeOffset endedBefore, int max) =>
        _retention.DeleteFinished(queue, partition, status, endedBefore, max);

    public int DeleteFinishedBeyond(string queue, int partition, JobStatus status, int keep, int max) => _retention.DeleteFinishedBeyond(queue, partition, status, keep, max);

    public int DeleteMinutes(string queue, int partition, long before, int max) => _retention.DeleteMinutes(queue, partition, before, max);

    /// <summary>The server's own autovacuum does.</summary>
    public bool Compact() => false;

    public void Dispose()
    {
        IDisposable[] all = [_findCheckpoint, _addCheckpoint, _moveCheckpoint, _keysOfStatus, _keysChangedAfter, _deleteJobs, _jobs, _jobsWithoutPayload, _small, _retention];
        foreach (var part in all)
            part.Dispose();
        _connection.Dispose();
    }

    private void Write(IndexPart part)
    {
        var checkpoint = FindOrAdd(part);
        var gone = part.IsWhole ? UnfinishedOf(part) : [];
        WriteJobs(part, checkpoint, gone);
        gone.UnionWith(part.JobsGone.Select(sequence => RowKeys.Of(checkpoint, sequence)));
        foreach (var keys in gone.Chunk(KeysMax))
            _deleteJobs.Run(keys);
        _small.Write(part, checkpoint);
        _moveCheckpoint.Run(part.SequenceNr, RowTimes.ToMicroseconds(part.At), part.Facts.ToArray(), checkpoint);
    }

    private void WriteJobs(IndexPart part, long checkpoint, HashSet<long> gone)
    {
        _jobs.Begin(part.Queue, part.Partition);
        _jobsWithoutPayload.Begin(part.Queue, part.Partition);
        foreach (var row in part.Jobs)
        {
            var key = RowKeys.Of(checkpoint, row.Sequence);
            (row.Payload is null ? _jobsWithoutPayload : _jobs).Add(key, row);
            gone.Remove(key);
        }

        _jobs.Flush();
        _jobsWithoutPayload.Flush();
    }

    /// <summary>The number of the part's checkpoint.</summary>
    private long FindOrAdd(IndexPart part)
    {
        var found = Find(part.PersistenceId);
        IndexOrder.Check(part, found?.SequenceNr);
        if (found is { No: var no })
            return no;

        _addCheckpoint.Run(part.PersistenceId, part.Queue, (long)part.Partition, part.SequenceNr, RowTimes.ToMicroseconds(part.At), part.Facts.ToArray());
        return Find(part.PersistenceId)!.Value.No;
    }

    private (long No, long SequenceNr)? Find(string persistenceId)
    {
        (long, long)? found = null;
        _findCheckpoint.Read(
            row =>
            {
                found = (row.Int64(0), row.Int64(1));
                return false;
            },
            persistenceId);
        return found;
    }

    /// <summary>Keys of what the index has of unfinished jobs: what a whole part does not bring goes, what it brings without payload stays. So goes what has finished after the last change that the part knows of.</summary>
    private HashSet<long> UnfinishedOf(IndexPart part)
    {
        var keys = new HashSet<long>();
        if (!CheckpointIds.IsQueue(part.PersistenceId))
            return keys;
        foreach (var status in StoredStatus.Unfinished)
            _keysOfStatus.Read(row => keys.Add(row.Int64(0)), part.Queue, (long)part.Partition, status.Name());
        foreach (var status in StoredStatus.Finished)
            _keysChangedAfter.Read(row => keys.Add(row.Int64(0)), part.Queue, (long)part.Partition, status.Name(), part.ChangesUpTo);

        return keys;
    }
}
