using Jobs.Events;

namespace Jobs.Telemetry;

/// <summary>What has happened to the jobs of one queue and type since the process began. Counted and read from any thread.</summary>
internal sealed class TypeCounts(string queue, string type)
{
    private readonly KeyValuePair<string, object?>[] _tags = [new(MetricNames.Queue, queue), new(MetricNames.Type, type)];
    private long _enqueued;
    private long _completed;
    private long _failed;
    private long _retried;
    private long _dead;

    public string Queue => queue;

    public string Type => type;

    public ReadOnlySpan<KeyValuePair<string, object?>> Tags => _tags;

    public long Enqueued => Interlocked.Read(ref _enqueued);

    public long Completed => Interlocked.Read(ref _completed);

    /// <summary>Attempts, whatever followed.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>Attempts of those that are followed by another.</summary>
    public long Retried => Interlocked.Read(ref _retried);

    public long Dead => Interlocked.Read(ref _dead);

    public DurationCounts Durations { get; } = new();

    public void Count(in Fact fact)
    {
        switch (fact.Kind)
        {
            case FactKind.Enqueued:
                Interlocked.Increment(ref _enqueued);
                break;
            case FactKind.Completed:
                Interlocked.Increment(ref _completed);
                break;
            case FactKind.Failed:
                Interlocked.Increment(ref _failed);
                Interlocked.Increment(ref _retried);
                break;
            case FactKind.Dead:
                if (fact.Ran is not null)
                    Interlocked.Increment(ref _failed);
                Interlocked.Increment(ref _dead);
                break;
        }

        if (fact.Ran is { } ran)
            Durations.Add(ran);
    }
}
