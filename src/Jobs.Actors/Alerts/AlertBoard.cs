using System.Collections.Immutable;

namespace Jobs.Alerts;

/// <summary>The alerts that are raised now. Written by one actor, read from anywhere.</summary>
internal sealed class AlertBoard
{
    private ImmutableDictionary<(string Queue, AlertRule Rule), Alert> _raised = ImmutableDictionary<(string, AlertRule), Alert>.Empty;

    /// <summary>Critical ones first, then by queue and rule.</summary>
    public IReadOnlyList<Alert> Raised =>
        [.. Volatile.Read(ref _raised).Values.OrderByDescending(alert => alert.Severity).ThenBy(alert => alert.Queue, StringComparer.Ordinal).ThenBy(alert => alert.Rule)];

    public void Raise(Alert alert) => Volatile.Write(ref _raised, _raised.SetItem((alert.Queue, alert.Rule), alert));

    /// <returns>The alert; null: it was not raised.</returns>
    public Alert? Clear(string queue, AlertRule rule)
    {
        if (!_raised.TryGetValue((queue, rule), out var alert))
            return null;
        Volatile.Write(ref _raised, _raised.Remove((queue, rule)));
        return alert;
    }

    public void Clear() => Volatile.Write(ref _raised, _raised.Clear());
}
