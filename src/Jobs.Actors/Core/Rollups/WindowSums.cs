using Jobs.Index;
using Jobs.Messages;

namespace Jobs.Core.Rollups;

/// <summary>The minutes of a window, added up step by step.</summary>
internal sealed class WindowSums(StatsWindow window)
{
    private readonly RollupSum[] _steps = [.. Enumerable.Range(0, window.Steps).Select(_ => new RollupSum())];

    /// <summary>Of the first step, where the whole window is one.</summary>
    public StatsNumbers Total => _steps[0].ToNumbers();

    public void Add(IEnumerable<MinuteRow> minutes)
    {
        foreach (var minute in minutes)
            Add(minute);
    }

    public void Add(MinuteRow minute)
    {
        if (minute.Minute >= window.From && minute.Minute <= window.To)
            _steps[window.StepOf(minute.Minute)].Add(minute);
    }

    public StatsSeries ToSeries() => new(
        MinuteRollups.StartOf(window.From), [.. _steps.Select((sum, step) => new StatsPoint(window.StartOf(step), sum.ToNumbers()))])
    {
        Sums = [.. _steps.Select((sum, step) => sum.ToRow(window.First + (step * window.Step)))],
    };

    /// <summary>Several queues as one.</summary>
    public static StatsSeries Merge(IReadOnlyList<StatsSeries> all)
    {
        // A queue that answered as the clock passed into the next step has one point more: the same moments are added up, whoever has them.
        var sums = new SortedDictionary<long, RollupSum>();
        foreach (var row in all.SelectMany(series => series.Sums))
        {
            if (!sums.TryGetValue(row.Minute, out var sum))
                sums.Add(row.Minute, sum = new RollupSum());
            sum.Add(row);
        }

        return new StatsSeries(all.Max(series => series.Since), [.. sums.Select(sum => new StatsPoint(MinuteRollups.StartOf(sum.Key), sum.Value.ToNumbers()))]);
    }
}
