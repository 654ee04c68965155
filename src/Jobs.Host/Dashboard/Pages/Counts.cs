using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <summary>Counts of several queues together.</summary>
internal static class Counts
{
    public static JobCounts Sum(IEnumerable<QueueView> queues) => queues.Aggregate(JobCounts.Zero, (sum, queue) => Add(sum, queue.Counts));

    private static JobCounts Add(JobCounts one, JobCounts other) => new(
        one.Pending + other.Pending,
        one.Scheduled + other.Scheduled,
        one.Processing + other.Processing,
        one.Failed + other.Failed,
        one.Completed + other.Completed,
        one.Dead + other.Dead,
        one.Cancelled + other.Cancelled);
}
