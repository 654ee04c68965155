using System.Diagnostics;
using System.Diagnostics.Metrics;
using Jobs.Events;

namespace Jobs.Telemetry;

/// <summary>The meter of one job system. Counters come from what commits make public, and are fed only while somebody listens; gauges read what the queues keep anyway.</summary>
internal sealed class JobMeter : ICommitObserver, IDisposable
{
    private static readonly InstrumentAdvice<double> Durations = new() { HistogramBucketBoundaries = DurationCounts.Bounds };

    private readonly Meter _meter;
    private readonly Counter<long> _enqueued;
    private readonly Counter<long> _completed;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _retried;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _sent;
    private readonly Histogram<double> _durations;
    private readonly Histogram<double> _processDurations;
    private readonly bool _keepsCounts;

    /// <param name="keepsCounts">Though no listener is there: somebody reads <see cref="Counts"/>.</param>
    public JobMeter(Meter meter, JobsGauges gauges, bool keepsCounts)
    {
        _meter = meter;
        _keepsCounts = keepsCounts;
        _enqueued = Counter(MetricNames.Enqueued, MetricNames.Job, "Jobs that were accepted.");
        _completed = Counter(MetricNames.Completed, MetricNames.Job, "Jobs that were completed.");
        _failed = Counter(MetricNames.Failed, MetricNames.Attempt, "Attempts that failed, whatever followed.");
        _retried = Counter(MetricNames.Retried, MetricNames.Attempt, "Attempts that failed and are followed by a retry.");
        _dead = Counter(MetricNames.Dead, MetricNames.Job, "Jobs that went to the dead letters.");
        _durations = meter.CreateHistogram(MetricNames.Duration, MetricNames.Seconds, "How long attempts ran, however they ended.", tags: null, Durations);
        _sent = Counter(MetricNames.SentMessages, MetricNames.Message, "Number of messages producer attempted to send to the broker.");
        _processDurations = meter.CreateHistogram(MetricNames.ProcessDuration, MetricNames.Seconds, "Duration of processing operation.", tags: null, Durations);

        meter.CreateObservableGauge(MetricNames.Depth, gauges.Depths, MetricNames.Job, "Jobs that wait: pending, scheduled, or failed and to be retried.");
        meter.CreateObservableGauge(MetricNames.Processing, gauges.Processing, MetricNames.Job, "Jobs that run.");
        meter.CreateObservableGauge(MetricNames.OldestAge, gauges.OldestAges, MetricNames.Seconds, "How long the job that has been ready longest waits; 0 when none waits.");
        meter.CreateObservableGauge(MetricNames.DeadLetters, gauges.DeadLetters, MetricNames.Job, "Dead jobs, whose letters wait to be replayed or deleted.");
        meter.CreateObservableGauge(MetricNames.Up, gauges.Up, description: "1: the queue serves; 0: it is down or reads its journal.");
        meter.CreateObservableGauge(MetricNames.Alerts, gauges.Alerts, description: "1 for each alert that is raised.");
    }

    public Meter Meter => _meter;

    public KeptCounts Counts { get; } = new();

    /// <inheritdoc/>
    public bool IsObserving => _keepsCounts || _enqueued.Enabled || _completed.Enabled || _failed.Enabled || _retried.Enabled || _dead.Enabled || _sent.Enabled || _durations.Enabled || _processDurations.Enabled;

    /// <inheritdoc/>
    public void OnCommitted(in Committed commit)
    {
        foreach (ref readonly var fact in commit.Facts)
        {
            if (fact.Type is not { } type || (fact.Ran is null && fact.Kind is not (FactKind.Enqueued or FactKind.Completed or FactKind.Failed or FactKind.Dead)))
                continue;
            var row = Counts.Of(commit.Queue, type);
            row.Count(fact);
            Measure(fact, row);
        }
    }

    public void Dispose() => _meter.Dispose();

    private void Measure(in Fact fact, TypeCounts row)
    {
        switch (fact.Kind)
        {
            case FactKind.Enqueued:
                _enqueued.Add(1, row.Tags);
                if (_sent.Enabled)
                    _sent.Add(1, Messaging(row.Queue, MessagingNames.Enqueue));
                break;
            case FactKind.Completed:
                _completed.Add(1, row.Tags);
                break;
            case FactKind.Failed:
                _failed.Add(1, row.Tags);
                _retried.Add(1, row.Tags);
                break;
            case FactKind.Dead:
                if (fact.Ran is not null)
                    _failed.Add(1, row.Tags);
                _dead.Add(1, row.Tags);
                break;
        }

        if (fact.Ran is { } ran)
            Measure(ran, row, isError: fact.Kind is FactKind.Failed or FactKind.Dead);
    }

    private void Measure(TimeSpan ran, TypeCounts row, bool isError)
    {
        _durations.Record(ran.TotalSeconds, row.Tags);
        if (!_processDurations.Enabled)
            return;
        var tags = Messaging(row.Queue, MessagingNames.Process);
        if (isError)
            tags.Add(MessagingNames.ErrorType, MetricNames.OtherError);
        _processDurations.Record(ran.TotalSeconds, tags);
    }

    private static TagList Messaging(string queue, string operation) =>
        [new(MessagingNames.System, MessagingNames.SystemValue), new(MessagingNames.Destination, queue), new(MessagingNames.OperationName, operation)];

    private Counter<long> Counter(string name, string unit, string description) => _meter.CreateCounter<long>(name, unit, description);
}
