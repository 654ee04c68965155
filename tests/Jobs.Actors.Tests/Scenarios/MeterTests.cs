using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Akka.Actor;
using Jobs.Messages;
using Jobs.Telemetry;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>What a listener of the meter hears of the queues.</summary>
public sealed class MeterTests(ITestOutputHelper output) : JobsScenario(output)
{
    [Fact]
    public async Task A_listener_hears_each_step_once_with_queue_and_type()
    {
        Handlers.Handle<string>("send", (_, _, _) => Task.CompletedTask);
        Handlers.Handle<string>("fail", (_, _, _) => throw new IOException("down"));
        Settings = Settings with { MaxAttempts = 2 };
        StartHost();
        using var heard = new Heard(System);

        await UntilAsync((await EnqueueAsync("send")).Id, JobStatus.Completed);
        var failing = (await EnqueueAsync("fail")).Id;
        await UntilAsync(failing, JobStatus.Failed);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await UntilAsync(failing, JobStatus.Dead);
        await AwaitConditionAsync(() => Task.FromResult(heard.Sum(MetricNames.Dead, "fail") == 1), Soon);

        Assert.Equal((1, 1), (heard.Sum(MetricNames.Enqueued, "send"), heard.Sum(MetricNames.Enqueued, "fail")));
        Assert.Equal((1, 0), (heard.Sum(MetricNames.Completed, "send"), heard.Sum(MetricNames.Completed, "fail")));
        Assert.Equal((2, 1), (heard.Sum(MetricNames.Failed, "fail"), heard.Sum(MetricNames.Retried, "fail")));
        Assert.Equal((1, 2), (heard.Count(MetricNames.Duration, "send"), heard.Count(MetricNames.Duration, "fail")));
        Assert.Equal((2, 3), (heard.CountAll(MetricNames.SentMessages), heard.CountAll(MetricNames.ProcessDuration)));
    }

    [Fact]
    public async Task Gauges_tell_how_a_queue_stands()
    {
        Settings = Settings with { ExternalWorkers = true };
        StartHost();
        using var heard = new Heard(System);
        for (var job = 0; job < 3; job++)
            await EnqueueAsync("any");
        await EnqueueAsync("any", delay: TimeSpan.FromHours(1));
        await System.Queues.Ask<JobsClaimed>(new ClaimJobs(Queue, "worker", 1), Soon);
        Clock.Advance(TimeSpan.FromSeconds(42));

        await AwaitConditionAsync(() => Task.FromResult(heard.Read(MetricNames.Processing) is 1), Soon);
        Assert.Equal((2, 1, 0), (heard.Read(MetricNames.Depth, "pending"), heard.Read(MetricNames.Depth, "scheduled"), heard.Read(MetricNames.Depth, "failed")));
        Assert.Equal((42, 0, 1), (heard.Read(MetricNames.OldestAge), heard.Read(MetricNames.DeadLetters), heard.Read(MetricNames.Up)));
    }

    [Fact]
    public async Task A_queue_that_is_down_has_no_gauges_but_says_that_it_is_down()
    {
        StartHost();
        using var heard = new Heard(System);
        await AwaitConditionAsync(() => Task.FromResult(heard.Read(MetricNames.Up) is 1), Soon);

        await KillHostAsync();

        Assert.Equal((0, null), (heard.Read(MetricNames.Up), heard.Read(MetricNames.Processing)));
    }

    [Fact]
    public async Task While_nobody_listens_nothing_is_noted()
    {
        Handlers.Handle<string>("send", (_, _, _) => Task.CompletedTask);
        StartHost();

        await UntilAsync((await EnqueueAsync("send")).Id, JobStatus.Completed);

        Assert.False(System.Telemetry.Meter.IsObserving);
        Assert.Empty(System.Telemetry.Meter.Counts.Rows);
    }

    [Fact]
    public async Task Types_beyond_the_limit_count_together()
    {
        Settings = Settings with { ExternalWorkers = true };
        StartHost();
        using var heard = new Heard(System);

        for (var type = 0; type < KeptCounts.TypesMax + 3; type++)
            await EnqueueAsync($"type-{type}");

        await AwaitConditionAsync(() => Task.FromResult(heard.CountAll(MetricNames.Enqueued) == KeptCounts.TypesMax + 3), Soon);
        Assert.Equal(3, heard.Sum(MetricNames.Enqueued, KeptCounts.Other));
        Assert.Equal(KeptCounts.TypesMax + 1, System.Telemetry.Meter.Counts.Rows.Count());
    }

    /// <summary>What the meter of one job system says, and of no other: tests run side by side.</summary>
    private sealed class Heard : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(Instrument Instrument, double Value, Dictionary<string, string> Tags)> _said = [];

        public Heard(JobsSystem system)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter == system.Telemetry.Meter.Meter)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
            _listener.Start();
        }

        public double Sum(string instrument, string type) => Of(instrument).Where(said => said.Tags.GetValueOrDefault("type") == type).Sum(said => said.Value);

        public int Count(string instrument, string type) => Of(instrument).Count(said => said.Tags.GetValueOrDefault("type") == type);

        public int CountAll(string instrument) => Of(instrument).Count();

        /// <summary>Of a gauge, now; null: it says nothing of the queue.</summary>
        public double? Read(string instrument, string? status = null)
        {
            _said.Clear();
            _listener.RecordObservableInstruments();
            return Of(instrument).Where(said => status is null || said.Tags["status"] == status).Select(said => (double?)said.Value).SingleOrDefault();
        }

        public void Dispose() => _listener.Dispose();

        private IEnumerable<(Instrument Instrument, double Value, Dictionary<string, string> Tags)> Of(string instrument) =>
            _said.Where(said => said.Instrument.Name == instrument && said.Tags.GetValueOrDefault("queue", Queue) == Queue);

        private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var texts = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, said) in tags)
                texts.Add(name, $"{said}");
            _said.Enqueue((instrument, value, texts));
        }
    }
}
