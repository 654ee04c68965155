using System.Diagnostics.Metrics;
using Jobs.Alerts;

namespace Jobs.Telemetry;

/// <summary>How all queues stand, read from what they keep: nothing is counted for it.</summary>
/// <param name="now">The clock of the actor system.</param>
internal sealed class JobsGauges(IReadOnlyList<QueueGauge> queues, AlertBoard alerts, Func<DateTimeOffset> now)
{
    public IReadOnlyList<QueueGauge> Queues => queues;

    public AlertBoard Board => alerts;

    public static IEnumerable<(string Status, int Jobs)> Waiting(QueuePicture picture) => [("pending", picture.Pending), ("scheduled", picture.Scheduled), ("failed", picture.Failed)];

    public double OldestAge(QueuePicture picture) => picture.OldestSince is { } since ? Math.Max(0, (now() - since).TotalSeconds) : 0;

    public IEnumerable<Measurement<long>> Depths() =>
        from queue in queues
        let picture = queue.Picture
        where picture is not null
        from waiting in Waiting(picture)
        select new Measurement<long>(waiting.Jobs, Tag(queue), new(MetricNames.Status, waiting.Status));

    public IEnumerable<Measurement<long>> Processing() => Each(picture => (long)picture.Processing);

    public IEnumerable<Measurement<long>> DeadLetters() => Each(picture => (long)picture.Dead);

    public IEnumerable<Measurement<double>> OldestAges() => Each(OldestAge);

    public IEnumerable<Measurement<long>> Up() => queues.Select(queue => new Measurement<long>(queue.Picture is null ? 0 : 1, Tag(queue)));

    public IEnumerable<Measurement<long>> Alerts() => alerts.Raised.Select(alert => new Measurement<long>(
        1, new(MetricNames.Queue, alert.Queue), new(MetricNames.Rule, alert.Rule.Name()), new(MetricNames.Severity, alert.Severity.Name())));

    private IEnumerable<Measurement<T>> Each<T>(Func<QueuePicture, T> value)
        where T : struct =>
        from queue in queues
        let picture = queue.Picture
        where picture is not null
        select new Measurement<T>(value(picture), Tag(queue));

    private static KeyValuePair<string, object?> Tag(QueueGauge queue) => new(MetricNames.Queue, queue.Queue);
}
