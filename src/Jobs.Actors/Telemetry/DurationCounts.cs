namespace Jobs.Telemetry;

/// <summary>A histogram of durations that is kept as counts. Added to and read from any thread.</summary>
internal sealed class DurationCounts
{
    private readonly long[] _counts = new long[Bounds.Count + 1];
    private long _ticks;

    /// <summary>Upper bounds in seconds, included: those that OpenTelemetry advises for messaging, and some above, as jobs may run for hours.</summary>
    public static IReadOnlyList<double> Bounds { get; } = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30, 60, 300, 1800, 3600];

    public double Sum => TimeSpan.FromTicks(Interlocked.Read(ref _ticks)).TotalSeconds;

    public void Add(TimeSpan duration)
    {
        var seconds = duration.TotalSeconds;
        var bucket = 0;
        while (bucket < Bounds.Count && seconds > Bounds[bucket])
            bucket++;
        Interlocked.Increment(ref _counts[bucket]);
        Interlocked.Add(ref _ticks, duration.Ticks);
    }

    /// <summary>Those within this bound and above the one before; the last has no bound.</summary>
    public long Within(int bucket) => Interlocked.Read(ref _counts[bucket]);
}
