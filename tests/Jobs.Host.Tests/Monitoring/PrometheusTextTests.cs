using System.Buffers;
using System.Text;
using Jobs.Alerts;
using Jobs.Events;
using Jobs.Host.Monitoring;
using Jobs.Telemetry;

namespace Jobs.Host.Tests.Monitoring;

public sealed class PrometheusTextTests
{
    [Theory]
    [InlineData("a\"b")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    [InlineData("} 1\nevil_total{x=\"")]
    [InlineData("größe 😀")]
    public void A_label_may_hold_anything(string value)
    {
        var read = Write(text =>
        {
            text.Family("jobs_x", "gauge", "Help with \\ and\nmore.");
            text.Sample("jobs_x", 1.5, ("type", value));
        });

        Assert.Equal(1.5, read.Value("jobs_x", ("type", value)));
    }

    [Fact]
    public void Durations_are_a_histogram_in_seconds()
    {
        var counts = new KeptCounts();
        foreach (var milliseconds in (int[])[1, 5, 6, 90_000, 100_000_000])
            counts.Of("email", "send").Count(new Fact { Kind = FactKind.Completed, At = default, Ran = TimeSpan.FromMilliseconds(milliseconds) });

        var read = Write(text => MetricsPage.WriteCounts(text, counts));

        Assert.Equal(2, read.Value("jobs_duration_seconds_bucket", ("queue", "email"), ("type", "send"), ("le", "0.005")));
        Assert.Equal(3, read.Value("jobs_duration_seconds_bucket", ("queue", "email"), ("type", "send"), ("le", "0.01")));
        Assert.Equal(4, read.Value("jobs_duration_seconds_bucket", ("queue", "email"), ("type", "send"), ("le", "300")));
        Assert.Equal(5, read.Value("jobs_duration_seconds_count", ("queue", "email"), ("type", "send")));
        Assert.Equal(100_090.012, read.Value("jobs_duration_seconds_sum", ("queue", "email"), ("type", "send")), 3);
        Assert.Equal(5, read.Value("jobs_completed_total", ("queue", "email"), ("type", "send")));
    }

    [Fact]
    public void A_thousand_queues_with_hostile_types_can_be_read()
    {
        var counts = new KeptCounts();
        var queues = Enumerable.Range(0, 1000).Select(number => new QueueGauge($"queue-{number:0000}")).ToList();
        for (var number = 0; number < 2000; number++)
            counts.Of(queues[number % 1000].Queue, $"type \"{number}\"\n").Count(new Fact { Kind = FactKind.Enqueued, At = default });

        var read = Write(text =>
        {
            MetricsPage.WriteGauges(text, new JobsGauges(queues, new AlertBoard(), () => default));
            MetricsPage.WriteCounts(text, counts);
        });

        Assert.Equal(1000, read.Samples.Count(sample => sample.Name == "jobs_queue_up"));
        Assert.Equal(2000, read.Samples.Where(sample => sample.Name == "jobs_enqueued_total").Sum(sample => sample.Value));
    }

    [Fact]
    public void Queues_and_types_beyond_the_limit_count_together_and_none_is_lost()
    {
        var counts = new KeptCounts();
        for (var number = 0; number < 20_000; number++)
            counts.Of($"queue-{number % 1000}", $"type-{number}").Count(new Fact { Kind = FactKind.Enqueued, At = default });

        Assert.Equal(20_000, counts.Rows.Sum(row => row.Enqueued));
        Assert.InRange(counts.Rows.Count(), KeptCounts.RowsMax, KeptCounts.RowsMax + 1000);
    }

    private static PrometheusReader Write(Action<PrometheusText> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        write(new PrometheusText(buffer));
        return PrometheusReader.Read(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
