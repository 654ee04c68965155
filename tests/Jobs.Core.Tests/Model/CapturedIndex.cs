using System.Text.RegularExpressions;
using Jobs.Checkpoints;
using Jobs.Core.Capture;
using Jobs.Hosting;
using Jobs.Index;
using Jobs.Journal;

namespace Jobs.Core.Tests.Model;

/// <summary>The index as simply as it can be: tables in memory, of bytes only.</summary>
internal sealed partial class CapturedIndex
{
    private readonly Dictionary<long, JobRow> _jobs = [];
    private readonly Dictionary<(string Type, string Key), KeyRow> _keys = [];
    private readonly List<byte[]> _ids = [];
    private byte[] _facts = [];
    private HashSet<long> _finishedInMemory = [];
    private bool _isLost;

    /// <summary>Rows of the journal that it speaks for; 0: none.</summary>
    public int Reached { get; private set; }

    public void Take(QueueState queue, int rows)
    {
        var isWhole = _isLost;
        var capture = queue.Capture(isWhole);
        if (isWhole)
            Clear(capture.Facts.Changes);
        foreach (var job in capture.Jobs)
            _jobs[job.Sequence] = JobRows.Of(job, worker => $"{worker}");
        foreach (var gone in capture.Gone)
            _jobs.Remove(gone);
        foreach (var (type, key, job, until) in capture.Keys)
            _keys[(type, key)] = new KeyRow(type, key, job?.ToString(), until);
        _ids.Add(StoredIdsCodec.Write(capture.Ended, capture.Merged));
        _facts = QueueFactsCodec.Write(capture.Facts);
        Assert.Equal(capture.Facts.Unfinished, _jobs.Values.Count(IsUnfinished));
        _finishedInMemory = [.. queue.Jobs.Where(job => job.Status is JobStatus.Completed or JobStatus.Cancelled).Select(job => job.Sequence)];
        Reached = rows;
    }

    /// <returns>How many rows of the journal the state has seen; 0: the index is of no use, and everything will be captured anew.</returns>
    public int Restore(QueueState state, int rows)
    {
        _isLost |= Reached > rows;
        if (_isLost)
            return 0;
        if (Reached == 0)
            return 0;
        var ids = _ids.Select(row => StoredIdsCodec.Read(row)).ToList();
        state.Restore(
            QueueFactsCodec.Read(_facts),
            [.. InMemory().OrderBy(row => row.Sequence).Select(row => JobRows.ToJob(row))],
            [.. _keys.Values.Where(key => key.JobId is not null).Select(key => (key.Type, key.Key, JobId.Parse(key.JobId!), key.Until))],
            ids.SelectMany(row => row.Ended),
            ids.SelectMany(row => row.Merged));
        return Reached;
    }

    /// <summary>Places in the orders begin anew with each recovery.</summary>
    public static string Comparable(string dump) => Tickets().Replace(dump, "");

    private IEnumerable<JobRow> InMemory() => _jobs.Values.Where(row => IsUnfinished(row) || _finishedInMemory.Contains(row.Sequence));

    private static bool IsUnfinished(JobRow row) => row.Status is not (JobStatus.Completed or JobStatus.Cancelled);

    // What the journal does not know any more has not happened.
    private void Clear(long changes)
    {
        _isLost = false;
        foreach (var row in _jobs.Values.Where(row => IsUnfinished(row) || row.Change > changes).ToList())
            _jobs.Remove(row.Sequence);
        _keys.Clear();
        _ids.Clear();
    }

    [GeneratedRegex(@" ticket \d+")]
    private static partial Regex Tickets();
}
