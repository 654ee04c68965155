using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>When a queue looks for what the index keeps no longer: in long intervals, sooner where many jobs end, and not at all once nothing can be left to delete.</summary>
internal sealed class SweepTimes(Retention retention)
{
    public static readonly TimeSpan IntervalMin = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan IntervalMax = TimeSpan.FromHours(1);

    /// <summary>Where only minutes of charts are left.</summary>
    public static readonly TimeSpan IntervalOfMinutes = TimeSpan.FromDays(1);

    /// <summary>Jobs that may end before a sweep; where only so many are kept, at most a tenth of those more.</summary>
    public const int EndsMin = 10_000;

    private const int IntervalsInAge = 24;
    private const int PartOfCount = 10;

    private DateTimeOffset _newestEndAt;
    private long _ends;

    private bool IsOver => retention.Count is { } count && _ends >= Math.Max(EndsMin, count / PartOfCount);

    private TimeSpan Interval => retention.Completed == Retention.Off || retention.Completed / IntervalsInAge > IntervalMax ? IntervalMax
        : retention.Completed / IntervalsInAge < IntervalMin ? IntervalMin : retention.Completed / IntervalsInAge;

    /// <summary>What lies in the index from before is not known; it may have ended at any time before now.</summary>
    public void Recovered(DateTimeOffset now) => _newestEndAt = now;

    /// <summary>A job has completed or was cancelled.</summary>
    /// <returns>Whether so many have since the last sweep that the next should not wait.</returns>
    public bool Ended(DateTimeOffset at)
    {
        _newestEndAt = at;
        _ends++;
        return IsOver;
    }

    /// <summary>A sweep begins.</summary>
    public void Begun() => _ends = 0;

    /// <summary>How long until the next sweep; null: nothing can be left.</summary>
    /// <param name="swept">When the last one was, which has deleted what was old enough then.</param>
    public TimeSpan? Next(DateTimeOffset swept)
    {
        if (retention.Completed != Retention.Off && swept - _newestEndAt <= retention.Completed)
            return Interval;
        return swept - _newestEndAt <= StatsBounds.WindowMax + IntervalOfMinutes ? IntervalOfMinutes : null;
    }
}
