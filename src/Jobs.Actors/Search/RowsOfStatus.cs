using Jobs.Index;

namespace Jobs.Search;

/// <summary>The jobs of one status as they come out of the index, read a few at a time.</summary>
internal sealed class RowsOfStatus
{
    /// <summary>A row may hold a payload and a result of many KiB, so only so many are held at once.</summary>
    private const int RowsAtOnce = 64;

    private readonly IIndexReads _reads;
    private readonly string _queue;
    private readonly int _partition;
    private readonly JobStatus _status;
    private readonly Queue<JobRow> _rows = new(RowsAtOnce);
    private long _before;
    private bool _isAtEnd;

    public RowsOfStatus(IIndexReads reads, string queue, int partition, JobStatus status, long before)
    {
        (_reads, _queue, _partition, _status, _before) = (reads, queue, partition, status, before);
        Next();
    }

    /// <summary>The next one to come; null: there are no more.</summary>
    public JobRow? Head { get; private set; }

    public void Next()
    {
        if (_rows.Count == 0 && !_isAtEnd)
            ReadOn();
        Head = _rows.TryDequeue(out var row) ? row : null;
    }

    private void ReadOn()
    {
        _reads.List(_queue, _partition, _status, _before, row =>
        {
            _rows.Enqueue(row);
            _before = row.Change;
            return _rows.Count < RowsAtOnce;
        });
        _isAtEnd = _rows.Count < RowsAtOnce;
    }
}
