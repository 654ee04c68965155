namespace Jobs.Workers;

/// <summary>
/// Every attempt that the router has been given and whose outcome the queue has not stored: whatever happens to the queue meanwhile, nothing in it is forgotten.
/// </summary>
internal sealed class AttemptLedger
{
    // The report, or null as long as the attempt has not ended.
    private readonly Dictionary<AttemptKey, WorkerReport?> _attempts = [];
    private List<WorkerReport> _unsent = [];

    public bool IsEmpty => _attempts.Count == 0;

    /// <summary>All attempts that have not ended or whose outcome is not stored.</summary>
    public IReadOnlyList<AttemptKey> Keys => [.. _attempts.Keys];

    /// <summary>Takes an attempt in; false when it is known already.</summary>
    public bool TryAdd(AttemptKey key) => _attempts.TryAdd(key, null);

    /// <summary>Keeps the outcome, and gathers it for the next <see cref="TakeUnsent"/>. True when it is the first that gathers.</summary>
    public bool End(AttemptKey key, Outcome outcome)
    {
        var report = new WorkerReport(key, outcome);
        _attempts[key] = report;
        _unsent.Add(report);
        return _unsent.Count == 1;
    }

    /// <summary>The reports that have gathered; they stay kept.</summary>
    public IReadOnlyList<WorkerReport> TakeUnsent()
    {
        var unsent = _unsent;
        _unsent = [];
        return unsent;
    }

    /// <summary>All reports that are kept, sent or not.</summary>
    public IReadOnlyList<WorkerReport> TakeAll()
    {
        _unsent = [];
        return [.. _attempts.Values.OfType<WorkerReport>()];
    }

    /// <summary>The queue has these outcomes.</summary>
    public void Forget(IReadOnlyList<AttemptKey> keys)
    {
        for (var i = 0; i < keys.Count; i++)
        {
            // One that still runs has no outcome that could be stored: it stays, whatever the queue says.
            if (_attempts.Remove(keys[i], out var report) && report is null)
                _attempts.Add(keys[i], null);
        }
    }
}
