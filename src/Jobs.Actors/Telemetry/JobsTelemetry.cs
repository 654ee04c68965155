using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using Akka.Actor;
using Jobs.Alerts;
using Jobs.Events;
using Jobs.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Jobs.Telemetry;

/// <summary>What one job system tells of itself: how its queues stand, what it has counted, which alerts are raised.</summary>
internal sealed class JobsTelemetry
{
    private readonly IActorRef _watch;
    private readonly Dictionary<string, QueueGauge> _gauges;

    private readonly Task _over;

    private JobsTelemetry(JobMeter meter, JobsGauges gauges, IActorRef watch, Task over)
    {
        _over = over;
        Meter = meter;
        Gauges = gauges;
        _watch = watch;
        _gauges = gauges.Queues.ToDictionary(gauge => gauge.Queue, StringComparer.Ordinal);
    }

    public JobMeter Meter { get; }

    public JobsGauges Gauges { get; }

    /// <summary>The actor system has terminated.</summary>
    public bool IsOver => _over.IsCompleted;

    /// <summary>Of the program's container, so that its meter listeners see this meter; without a container, a meter for all.</summary>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Lives as long as the actor system.")]
    public static JobsTelemetry Start(ActorSystem system, JobsSettings settings, IServiceProvider services, ILoggerFactory loggers, Guid incarnation)
    {
        var queues = settings.Queues.Keys.Order(StringComparer.Ordinal).Select(queue => new QueueGauge(queue)).ToList();
        var board = new AlertBoard();
        var gauges = new JobsGauges(queues, board, () => system.Scheduler.Now);
        var meter = new JobMeter(services.GetService<IMeterFactory>()?.Create(MetricNames.Meter) ?? new Meter(MetricNames.Meter), gauges, settings.KeepsCounts);
        system.RegisterOnTermination(meter.Dispose);

        var rules = settings.Queues.ToDictionary(queue => queue.Key, queue => queue.Value.Alerts, StringComparer.Ordinal);
        var telling = new AlertTelling(board, [.. settings.Observers.OfType<EventHub>()], loggers.CreateLogger(AlertTelling.Category));
        var watch = system.ActorOf(AlertWatch.Props(rules, telling), $"jobs-alerts-{incarnation:N}");
        foreach (var queue in queues)
            queue.Watcher = watch;
        return new JobsTelemetry(meter, gauges, watch, system.WhenTerminated);
    }

    public QueueGauge GaugeOf(string queue) => _gauges[queue];

    /// <summary>Alerts of queues that have stopped say nothing.</summary>
    public void StopAfter(IActorRef queues) => _watch.Tell(new StopAlertsAfter(queues));
}
