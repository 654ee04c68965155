using System.Collections.Concurrent;
using Jobs.Index;

namespace Jobs.Actors.Tests.Index;

/// <summary>An index whose calls a test holds, fails and counts.</summary>
internal sealed class ScriptedIndex(IIndexDatabase inner) : IIndexDatabase
{
    private readonly ConcurrentQueue<Exception> _openFailures = new();

    /// <summary>Run before each transaction with its parts.</summary>
    public Action<IReadOnlyList<IndexPart>> BeforeWrite { get; set; } = _ => { };

    /// <summary>The ids of the parts of each transaction that was asked for, one text each.</summary>
    public ConcurrentQueue<string> Transactions { get; } = new();

    public int Opened;

    public int Closed;

    public int Compactions;

    public void FailNextOpen(Exception cause) => _openFailures.Enqueue(cause);

    public void Initialize()
    {
        if (_openFailures.TryDequeue(out var cause))
            throw cause;
        inner.Initialize();
    }

    public IIndexWrites OpenWrites()
    {
        Interlocked.Increment(ref Opened);
        return new Writes(this, inner.OpenWrites());
    }

    public IIndexReads OpenReads()
    {
        Interlocked.Increment(ref Opened);
        return new Reads(this, inner.OpenReads());
    }

    private sealed class Writes(ScriptedIndex script, IIndexWrites writes) : IIndexWrites
    {
        public void Write(IReadOnlyList<IndexPart> parts)
        {
            script.Transactions.Enqueue(string.Join(' ', parts.Select(part => $"{part.PersistenceId}@{part.SequenceNr}")));
            script.BeforeWrite(parts);
            writes.Write(parts);
        }

        public int DeleteFinished(string queue, int partition, JobStatus status, DateTimeOffset endedBefore, int max) => writes.DeleteFinished(queue, partition, status, endedBefore, max);

        public int DeleteFinishedBeyond(string queue, int partition, JobStatus status, int keep, int max) => writes.DeleteFinishedBeyond(queue, partition, status, keep, max);

        public int DeleteMinutes(string queue, int partition, long before, int max) => writes.DeleteMinutes(queue, partition, before, max);

        public bool Compact()
        {
            Interlocked.Increment(ref script.Compactions);
            return writes.Compact();
        }

        public void Dispose()
        {
            Interlocked.Increment(ref script.Closed);
            writes.Dispose();
        }
    }

    private sealed class Reads(ScriptedIndex script, IIndexReads reads) : IIndexReads
    {
        public StoredCheckpoint? Load(string persistenceId, long minutesFrom) => reads.Load(persistenceId, minutesFrom);

        public void List(RowsAsked asked, Func<ListedRow, bool> onRow) => reads.List(asked, onRow);

        public JobRow? Find(string queue, int partition, long sequence) => reads.Find(queue, partition, sequence);

        public JobRow? FindEnded(string queue, int partition, string id) => reads.FindEnded(queue, partition, id);

        public void ReadPayloads(string queue, int partition, IReadOnlyList<long> sequences, Action<long, JobPayload> onPayload) => reads.ReadPayloads(queue, partition, sequences, onPayload);

        public void ReadMinutes(string queue, int partition, long from, long to, Action<MinuteRow> onMinute) => reads.ReadMinutes(queue, partition, from, to, onMinute);

        public IReadOnlyList<(string PersistenceId, long SequenceNr, DateTimeOffset At)> Checkpoints() => reads.Checkpoints();

        public void Dispose()
        {
            Interlocked.Increment(ref script.Closed);
            reads.Dispose();
        }
    }
}
