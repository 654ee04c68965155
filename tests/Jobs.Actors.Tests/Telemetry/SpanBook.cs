using System.Collections.Concurrent;
using System.Diagnostics;
using Jobs.Telemetry;

namespace Jobs.Actors.Tests.Telemetry;

/// <summary>Keeps the spans of one job or batch: tests run side by side, and a listener hears them all.</summary>
internal sealed class SpanBook : IDisposable
{
    private readonly ActivityListener _listener;
    private readonly ConcurrentQueue<Activity> _spans = [];

    public SpanBook()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == JobActivities.SourceName,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<Activity> Of(JobId job, ActivityKind kind) =>
        [.. _spans.Where(span => span.Kind == kind && Equals(span.GetTagItem(MessagingNames.MessageId), job.ToString()))];

    public Activity Batch(string queue) => _spans.Single(span => span.GetTagItem(MessagingNames.BatchCount) is not null && Equals(span.GetTagItem(MessagingNames.Destination), queue));

    public void Dispose() => _listener.Dispose();
}
