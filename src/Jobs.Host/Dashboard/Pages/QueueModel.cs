using Jobs.Host.Dashboard.Charts;
using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <param name="Settings">What the configuration says; null when it does not know the queue.</param>
/// <param name="Before">The counts of <paramref name="Over"/> ago; null: not known yet.</param>
public sealed record QueueModel(
    QueueView Queue,
    QueueSettings? Settings,
    JobCounts? Before,
    TimeSpan Over,
    ChartWindow Window,
    IReadOnlyList<ChartModel> Charts,
    IReadOnlyList<Attention> Needs);
