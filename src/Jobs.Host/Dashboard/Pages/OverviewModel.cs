using Jobs.Host.Dashboard.Charts;
using Jobs.Host.Dashboard.Components;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <param name="Before">The counts of <paramref name="Over"/> ago; null: not known yet.</param>
/// <param name="Charts">None: they can not be had now.</param>
/// <param name="QueueCount">Of all queues; <paramref name="Rows"/> may be fewer.</param>
public sealed record OverviewModel(
    JobCounts Counts,
    JobCounts? Before,
    TimeSpan Over,
    ChartWindow Window,
    IReadOnlyList<ChartModel> Charts,
    IReadOnlyList<Attention> Needs,
    IReadOnlyList<QueueRow> Rows,
    int QueueCount);
