using Jobs.Messages;

namespace Jobs.Host.Dashboard.Charts;

/// <summary>What the rollups say, as two charts.</summary>
internal static class StatsCharts
{
    private const double MillisecondsMin = 1;

    /// <summary>Jobs per second.</summary>
    public static ChartModel Throughput(StatsSeries series, ChartWindow window, DateTimeOffset now)
    {
        var points = series.Points;
        double?[] Rates(Func<StatsNumbers, long> count) => [.. points.Select(point => (double?)(count(point.Numbers) / SecondsOf(point, window, now)))];
        ChartLine[] lines =
        [
            new("enqueued", "enqueued", Rates(numbers => numbers.Enqueued)),
            new("completed", "completed", Rates(numbers => numbers.Completed)),
            new("failed", "failed", Rates(numbers => numbers.Failed)),
        ];
        return new ChartModel("Throughput, jobs per second", ChartScale.Linear(lines.SelectMany(line => line.Values), Shown.Rate), Moments(points), lines);
    }

    /// <summary>How long jobs waited, and how long their attempts ran.</summary>
    public static ChartModel Times(StatsSeries series)
    {
        var points = series.Points;
        double?[] Of(Func<StatsNumbers, TimeSpan?> time) => [.. points.Select(point => time(point.Numbers)?.TotalMilliseconds)];
        ChartLine[] lines =
        [
            new("wait p95", "wait", Of(numbers => numbers.Wait?.P95)),
            new("wait p50", "wait fine", Of(numbers => numbers.Wait?.P50)),
            new("run p95", "run", Of(numbers => numbers.Run?.P95)),
            new("run p50", "run fine", Of(numbers => numbers.Run?.P50)),
        ];
        return new ChartModel(
            "Wait and run",
            ChartScale.Logarithmic(lines.SelectMany(line => line.Values), MillisecondsMin, value => Shown.Duration(TimeSpan.FromMilliseconds(value))),
            Moments(points),
            lines);
    }

    private static DateTimeOffset[] Moments(IReadOnlyList<StatsPoint> points) => [.. points.Select(point => point.At)];

    /// <summary>The last step is not over, and the first began before the window.</summary>
    private static double SecondsOf(StatsPoint point, ChartWindow window, DateTimeOffset now)
    {
        var from = point.At < now - window.Length ? now - window.Length : point.At;
        var until = point.At + window.Step > now ? now : point.At + window.Step;
        return Math.Max(1, (until - from).TotalSeconds);
    }
}
