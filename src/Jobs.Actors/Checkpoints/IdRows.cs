using Jobs.Core;
using Jobs.Core.Capture;
using Jobs.Index;
using Jobs.Journal;

namespace Jobs.Checkpoints;

/// <summary>The rows in which the index keeps remembered ids: each is written once, and goes when all of its ids are forgotten.</summary>
internal sealed class IdRows
{
    /// <summary>Ids in one row.</summary>
    public const int IdsPerRow = 50_000;

    private readonly Queue<(long Number, int Count, DateTimeOffset NewestAt)> _rows = new();
    private long _last;
    private long _count;

    /// <summary>The first row that still counts.</summary>
    public long From => _rows.TryPeek(out var first) ? first.Number : _last + 1;

    /// <summary>Everything is written anew.</summary>
    public void Clear()
    {
        _rows.Clear();
        _count = 0;
    }

    /// <summary>A row that the index has.</summary>
    public void Restore(IdsRow row, int count) => Keep(row.Number, count, row.NewestAt);

    public IReadOnlyList<IdsRow> Write(QueueCapture capture)
    {
        var rows = new List<IdsRow>();
        foreach (var ids in capture.Ended.Chunk(IdsPerRow))
            rows.Add(Row(StoredIdsCodec.Write(ids, []), ids.Length, ids[^1].AtTicks));
        foreach (var ids in capture.Merged.Chunk(IdsPerRow))
            rows.Add(Row(StoredIdsCodec.Write([], ids), ids.Length, ids[^1].AtTicks));
        ForgetOld(capture.Facts.LastAt);
        return rows;
    }

    private IdsRow Row(byte[] ids, int count, long newestAtTicks)
    {
        var newestAt = new DateTimeOffset(newestAtTicks, TimeSpan.Zero);
        Keep(_last + 1, count, newestAt);
        return new IdsRow(_last, newestAt, ids);
    }

    private void Keep(long number, int count, DateTimeOffset newestAt)
    {
        _last = number;
        _rows.Enqueue((number, count, newestAt));
        _count += count;
    }

    // As many as both memories hold together; of the ids in the rows some have been forgotten before.
    private void ForgetOld(DateTimeOffset now)
    {
        while (_rows.TryPeek(out var oldest) && (oldest.NewestAt < now - EndedIds.Memory || _count - oldest.Count >= 2 * EndedIds.IdsMax))
        {
            _rows.Dequeue();
            _count -= oldest.Count;
        }
    }
}
