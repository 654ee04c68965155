using Jobs.Checkpoints;
using Jobs.Core;
using Jobs.Core.Rollups;
using Jobs.Index;
using Jobs.Journal;

namespace Jobs.Queues;

/// <summary>What the index is told of the queue, and how the queue comes back from it.</summary>
internal sealed partial class QueueActor
{
    private readonly IdRows _idRows = new();

    protected override IndexPart Capture(bool whole)
    {
        var capture = _state.Capture(whole);
        if (whole)
            _idRows.Clear();
        Captured(capture);
        var ids = _idRows.Write(capture);
        return new IndexPart
        {
            PersistenceId = PersistenceId,
            Queue = _context.Queue,
            Partition = _context.Partition,
            SequenceNr = 0,
            At = capture.Facts.LastAt,
            Facts = QueueFactsCodec.Write(capture.Facts),
            IsWhole = whole,
            ChangesUpTo = capture.Facts.Changes,
            Jobs = capture.Jobs.Select(job => JobRows.Of(job, _context.WorkerId)),
            JobsCount = capture.Jobs.Count,
            JobsGone = capture.Gone,
            Keys = [.. capture.Keys.Select(key => new KeyRow(key.Type, key.Key, key.Job?.ToString(), key.Until))],
            Ids = ids,
            IdsFrom = _idRows.From,
            Minutes = _state.Minutes.TakeChanged(),
        };
    }

    protected override void Restore(StoredCheckpoint checkpoint)
    {
        var facts = QueueFactsCodec.Read(checkpoint.Facts);
        if (facts.Unfinished != checkpoint.Rows.Count)
            throw new IndexDamagedException($"The index knows of {facts.Unfinished} unfinished jobs of {PersistenceId}, and has {checkpoint.Rows.Count}.");
        var ended = new List<(JobId Id, EndedIds.Ended Fact, long AtTicks)>();
        var merged = new List<(JobId Id, MergedIds.Merged Fact, long AtTicks)>();
        foreach (var row in checkpoint.Ids)
        {
            var ids = StoredIdsCodec.Read(row.Ids);
            _idRows.Restore(row, ids.Ended.Count + ids.Merged.Count);
            ended.AddRange(ids.Ended);
            merged.AddRange(ids.Merged);
        }

        _state.Restore(
            facts,
            JobRows.ToJobs(checkpoint.Rows),
            checkpoint.Keys.Select(key => (key.Type, key.Key, JobId.Parse(key.JobId!), key.Until)),
            ended,
            merged);
        _state.Minutes.Restore(checkpoint.Minutes);
    }

    protected override long MinutesFrom() => MinuteRollups.KeptFrom(Context.System.Scheduler.Now);

    protected override Func<IIndexReads, object>? Missing() =>
        _state.PayloadsWanted() is { Count: > 0 } wanted ? reads => ReadPayloads(reads, _context.Queue, _context.Partition, wanted) : null;

    protected override void Found(object missing) => _state.Return((IReadOnlyDictionary<long, JobPayload>)missing);

    private static Dictionary<long, JobPayload> ReadPayloads(IIndexReads reads, string queue, int partition, IReadOnlyList<long> sequences)
    {
        var payloads = new Dictionary<long, JobPayload>(sequences.Count);
        reads.ReadPayloads(queue, partition, sequences, (sequence, payload) => payloads[sequence] = payload);
        return payloads;
    }
}
