using System.Diagnostics;
using Jobs.Alerts;
using Jobs.Telemetry;

namespace Jobs.Host.Monitoring;

/// <summary>
/// What <c>/metrics</c> says: the meter's figures by Prometheus' rules for names and units, read from what is kept. The messaging conventions' instruments are left out: they would say the same again.
/// </summary>
internal static class MetricsPage
{
    private const string Counter = "counter";
    private const string Gauge = "gauge";

    public static void WriteProcess(PrometheusText text, string version)
    {
        using var process = Process.GetCurrentProcess();
        text.Family("jobs_build_info", Gauge, "The version that runs.");
        text.Sample("jobs_build_info", 1, ("version", version));
        text.Family("process_start_time_seconds", Gauge, "When the process began, in seconds since 1970.");
        text.Sample("process_start_time_seconds", new DateTimeOffset(process.StartTime).ToUnixTimeMilliseconds() / 1000.0);
        text.Family("process_cpu_seconds_total", Counter, "Processor time that the process has used.");
        text.Sample("process_cpu_seconds_total", process.TotalProcessorTime.TotalSeconds);
        text.Family("process_resident_memory_bytes", Gauge, "Memory of the process that is in RAM.");
        text.Sample("process_resident_memory_bytes", process.WorkingSet64);
    }

    public static void WriteGauges(PrometheusText text, JobsGauges gauges)
    {
        var queues = gauges.Queues.Select(queue => (queue.Queue, queue.Picture)).ToList();
        text.Family("jobs_queue_up", Gauge, "1: the queue serves; 0: it is down or reads its journal.");
        foreach (var (queue, picture) in queues)
            text.Sample("jobs_queue_up", picture is null ? 0 : 1, (MetricNames.Queue, queue));

        text.Family("jobs_queue_depth", Gauge, "Jobs that wait: pending, scheduled, or failed and to be retried.");
        foreach (var (queue, picture) in queues)
        {
            foreach (var (status, jobs) in picture is null ? [] : JobsGauges.Waiting(picture))
                text.Sample("jobs_queue_depth", jobs, (MetricNames.Queue, queue), (MetricNames.Status, status));
        }

        Each("jobs_processing", "Jobs that run.", picture => picture.Processing);
        Each("jobs_oldest_age_seconds", "How long the job that has been ready longest waits; 0 when none waits.", gauges.OldestAge);
        Each("jobs_dead_letters", "Dead jobs, whose letters wait to be replayed or deleted.", picture => picture.Dead);

        text.Family("jobs_alerts", Gauge, "1 for each alert that is raised.");
        foreach (var alert in gauges.Board.Raised)
            text.Sample("jobs_alerts", 1, (MetricNames.Queue, alert.Queue), (MetricNames.Rule, alert.Rule.Name()), (MetricNames.Severity, alert.Severity.Name()));

        void Each(string name, string help, Func<QueuePicture, double> value)
        {
            text.Family(name, Gauge, help);
            foreach (var (queue, picture) in queues)
            {
                if (picture is not null)
                    text.Sample(name, value(picture), (MetricNames.Queue, queue));
            }
        }
    }

    public static void WriteCounts(PrometheusText text, KeptCounts counts)
    {
        var rows = counts.Rows.OrderBy(row => row.Queue, StringComparer.Ordinal).ThenBy(row => row.Type, StringComparer.Ordinal).ToList();
        Each("jobs_enqueued_total", "Jobs that were accepted.", row => row.Enqueued);
        Each("jobs_completed_total", "Jobs that were completed.", row => row.Completed);
        Each("jobs_failed_total", "Attempts that failed, whatever followed.", row => row.Failed);
        Each("jobs_retried_total", "Attempts that failed and are followed by a retry.", row => row.Retried);
        Each("jobs_dead_total", "Jobs that went to the dead letters.", row => row.Dead);

        text.Family("jobs_duration_seconds", "histogram", "How long attempts ran, however they ended.");
        foreach (var row in rows)
            WriteDurations(text, row);

        void Each(string name, string help, Func<TypeCounts, long> value)
        {
            text.Family(name, Counter, help);
            foreach (var row in rows)
                text.Sample(name, value(row), (MetricNames.Queue, row.Queue), (MetricNames.Type, row.Type));
        }
    }

    // The count is the sum of what was read here: the buckets of one scrape fit together, whatever is added meanwhile.
    private static void WriteDurations(PrometheusText text, TypeCounts row)
    {
        var within = 0L;
        for (var bucket = 0; bucket <= DurationCounts.Bounds.Count; bucket++)
        {
            within += row.Durations.Within(bucket);
            var bound = bucket < DurationCounts.Bounds.Count ? DurationCounts.Bounds[bucket] : double.PositiveInfinity;
            text.Sample("jobs_duration_seconds_bucket", within, (MetricNames.Queue, row.Queue), (MetricNames.Type, row.Type), ("le", PrometheusText.Bound(bound)));
        }

        text.Sample("jobs_duration_seconds_sum", row.Durations.Sum, (MetricNames.Queue, row.Queue), (MetricNames.Type, row.Type));
        text.Sample("jobs_duration_seconds_count", within, (MetricNames.Queue, row.Queue), (MetricNames.Type, row.Type));
    }
}
