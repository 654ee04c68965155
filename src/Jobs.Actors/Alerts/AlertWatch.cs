using Akka.Actor;
using Jobs.Hosting;
using Jobs.Telemetry;

namespace Jobs.Alerts;

/// <summary>
/// Looks at a queue when it has changed, at most once in <see cref="LookInterval"/>, and at the next moment at which something could become true though nothing happens. While nothing changes and nothing can
/// become true it has no timer.
/// </summary>
internal sealed class AlertWatch : ReceiveActor, IWithTimers
{
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly IReadOnlyDictionary<string, AlertSettings> _settings;
    private readonly AlertTelling _telling;
    private readonly Dictionary<string, AlertState> _states = new(StringComparer.Ordinal);

    public AlertWatch(IReadOnlyDictionary<string, AlertSettings> settings, AlertTelling telling)
    {
        _settings = settings;
        _telling = telling;
        Receive<GaugeMoved>(moved => OnMoved(moved.Gauge));
        Receive<LookAgain>(look => OnLookAgain(look.Gauge));
        Receive<StopAlertsAfter>(stop => Context.Watch(stop.Queues));
        Receive<Terminated>(_ => Context.Stop(Self));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private static DateTimeOffset Now => Context.System.Scheduler.Now.ToUniversalTime();

    public static Props Props(IReadOnlyDictionary<string, AlertSettings> settings, AlertTelling telling) => Akka.Actor.Props.Create(() => new AlertWatch(settings, telling));

    protected override void PostStop() => _telling.ForgetAll();

    // The gauge is silent until it is asked to tell again.
    private void OnMoved(QueueGauge gauge)
    {
        Look(gauge);
        Timers.StartSingleTimer(gauge.Queue, new LookAgain(gauge), LookInterval);
    }

    // First asked, then read: what changes in between is told.
    private void OnLookAgain(QueueGauge gauge)
    {
        gauge.ListenAgain();
        if (Look(gauge) is { } at)
            Timers.StartSingleTimer(gauge.Queue, new LookAgain(gauge), at > Now ? at - Now : TimeSpan.Zero);
    }

    private DateTimeOffset? Look(QueueGauge gauge)
    {
        if (gauge.Picture is not { } picture)
            return null;
        var (queue, now) = (gauge.Queue, Now);
        var settings = _settings[queue];
        var decision = AlertRules.Decide(_states.GetValueOrDefault(queue, AlertState.Quiet), picture, settings, now);
        _states[queue] = decision.State;
        foreach (var raised in decision.Raised)
            _telling.Raise(new Alert(raised.Rule, queue, raised.Severity, raised.Value, raised.Limit, AlertText.Of(raised, queue, settings), now));
        foreach (var cleared in decision.Cleared)
            _telling.Clear(queue, cleared.Rule, now);
        return decision.LookAgainAt;
    }

    private sealed record LookAgain(QueueGauge Gauge) : INoSerializationVerificationNeeded;
}

/// <summary>When this actor has stopped, nothing is watched any more.</summary>
internal sealed record StopAlertsAfter(IActorRef Queues) : INoSerializationVerificationNeeded;
