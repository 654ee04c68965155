using Jobs.Alerts;
using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <summary>Something that somebody should look at.</summary>
/// <param name="IsCritical">Jobs do not run that should; else it can wait until the morning.</param>
/// <param name="What">What is so with the queue, as a clause behind its name: <c>is paused while 12 jobs wait.</c></param>
public sealed record Attention(bool IsCritical, string Queue, string What)
{
    /// <summary>How the queues are, and which alerts are raised; critical ones first.</summary>
    internal static IReadOnlyList<Attention> Of(IReadOnlyList<QueueView> queues, IReadOnlyList<Alert> alerts)
    {
        var names = queues.Select(queue => queue.Name).ToHashSet(StringComparer.Ordinal);
        return [.. queues.SelectMany(Of).Concat(alerts.Where(alert => names.Contains(alert.Queue)).Select(Of)).OrderByDescending(need => need.IsCritical)];
    }

    private static IEnumerable<Attention> Of(QueueView queue)
    {
        var pending = queue.Counts.Pending;
        if (queue.Health == QueueHealth.Down)
            yield return new Attention(true, queue.Name, $"is down: {queue.Reason ?? "it does not say why"}");
        else if (queue.Flow.Mode == QueueMode.Paused && pending > 0)
            yield return new Attention(false, queue.Name, $"is paused while {Wait(pending)}{(queue.Flow.Reason is { } reason ? $": {reason}" : ".")}");
        else if (pending > 0 && queue.ExternalWorkers is { Count: 0 })
            yield return new Attention(true, queue.Name, $"has no workers while {Wait(pending)}; they claim jobs over HTTP.");
        if (queue.StuckHandlers > 0)
            yield return new Attention(false, queue.Name, $"has {Shown.Number(queue.StuckHandlers)} {(queue.StuckHandlers == 1 ? "handler that ignores" : "handlers that ignore")} the end of their time and still run.");
    }

    /// <summary>An alert's words begin with its queue's name, which stands there already.</summary>
    private static Attention Of(Alert alert)
    {
        var begins = $"{alert.Queue}: ";
        var what = alert.Message.StartsWith(begins, StringComparison.Ordinal) ? alert.Message[begins.Length..] : alert.Message;
        return new Attention(alert.Severity == AlertSeverity.Critical, alert.Queue, what);
    }

    private static string Wait(long count) => count == 1 ? "1 job waits" : $"{Shown.Number(count)} jobs wait";
}
