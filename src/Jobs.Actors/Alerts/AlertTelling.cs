using Jobs.Events;
using Jobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace Jobs.Alerts;

/// <summary>Everybody who is to know of an alert: the board for those who look, the log, and listeners of events.</summary>
internal sealed class AlertTelling(AlertBoard board, IReadOnlyList<EventHub> hubs, ILogger logger)
{
    public const string Category = "Jobs.Alerts";
    public const string RaisedEvent = "alert.raised";
    public const string ClearedEvent = "alert.cleared";

    public void Raise(Alert alert)
    {
        board.Raise(alert);
        if (alert.Severity == AlertSeverity.Critical)
            AlertLog.Critical(logger, alert.Queue, alert.Rule.Name(), alert.Message);
        else
            AlertLog.Warning(logger, alert.Queue, alert.Rule.Name(), alert.Message);
        Announce(RaisedEvent, alert);
    }

    public void Clear(string queue, AlertRule rule, DateTimeOffset now)
    {
        if (board.Clear(queue, rule) is not { } alert)
            return;
        AlertLog.Cleared(logger, queue, rule.Name(), now - alert.Since);
        Announce(ClearedEvent, alert);
    }

    /// <summary>Nobody watches any more.</summary>
    public void ForgetAll() => board.Clear();

    private void Announce(string name, Alert alert)
    {
        foreach (var hub in hubs)
            hub.Publish(HubEvent.Announce(name, alert.Queue, AlertJson.Of(alert)));
    }
}
