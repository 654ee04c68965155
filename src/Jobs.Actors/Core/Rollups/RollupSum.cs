using Jobs.Index;
using Jobs.Messages;

namespace Jobs.Core.Rollups;

/// <summary>Several minutes, or queues, in one.</summary>
internal sealed class RollupSum
{
    private const double Half = 0.5;
    private const double Most = 0.95;
    private const double NearlyAll = 0.99;

    private readonly LogHistogram _waits = new();
    private readonly LogHistogram _runs = new();
    private long _enqueued;
    private long _completed;
    private long _failed;
    private long _dead;

    public void Add(MinuteRow minute)
    {
        _enqueued += minute.Enqueued;
        _completed += minute.Completed;
        _failed += minute.Failed;
        _dead += minute.Dead;
        _waits.Add(minute.Waits.Span);
        _runs.Add(minute.Runs.Span);
    }

    /// <summary>The sum as one row: a tenth of its size.</summary>
    public MinuteRow ToRow(long minute) => new(minute, _enqueued, _completed, _failed, _dead, _waits.Encode(), _runs.Encode());

    public StatsNumbers ToNumbers() => new(_enqueued, _completed, _failed, _dead, Percentiles(_waits), Percentiles(_runs));

    private static StatsPercentiles? Percentiles(LogHistogram times) => times.Count == 0
        ? null
        : new StatsPercentiles(times.Percentile(Half)!.Value, times.Percentile(Most)!.Value, times.Percentile(NearlyAll)!.Value);
}
