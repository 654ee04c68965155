using Jobs.Messages;

namespace Jobs.Host.Dashboard.Pages;

/// <summary>Something that somebody should look at.</summary>
/// <param name="IsCritical">Jobs do not run that should; else it can wait until the morning.</param>
/// <param name="Queue">Null: it is not about one queue.</param>
/// <param name="What">A sentence without its subject: <c>is paused while 12 jobs wait.</c></param>
public sealed record Attention(bool IsCritical, string? Queue, string What)
{
    /// <summary>A job that has been ready for so long has been forgotten.</summary>
    public static readonly TimeSpan OldestWaitingMax = TimeSpan.FromHours(1);

    /// <summary>Ready jobs that nobody starts are normal for a moment.</summary>
    private static readonly TimeSpan _startPatience = TimeSpan.FromSeconds(10);

    private const long DiedSoonMax = 10;

    /// <summary>What died is counted over so long.</summary>
    public static readonly TimeSpan DeathsWindow = TimeSpan.FromMinutes(5);

    /// <summary>Critical ones first.</summary>
    /// <param name="died">How many died lately, by queue.</param>
    public static IReadOnlyList<Attention> Of(IReadOnlyList<QueueView> queues, IReadOnlyDictionary<string, long> died) =>
        [.. queues.SelectMany(queue => Of(queue, died.GetValueOrDefault(queue.Name))).OrderByDescending(need => need.IsCritical)];

    private static IEnumerable<Attention> Of(QueueView queue, long died)
    {
        var pending = queue.Counts.Pending;
        if (queue.Health == QueueHealth.Down)
        {
            yield return new Attention(true, queue.Name, $"is down: {queue.Reason ?? "it does not say why"}");
            yield break;
        }

        if (queue.Flow.Mode == QueueMode.Paused && pending > 0)
            yield return new Attention(false, queue.Name, $"is paused while {Jobs(pending)} {Wait(pending)}{(queue.Flow.Reason is { } reason ? $": {reason}" : ".")}");
        else if (pending > 0 && queue.ExternalWorkers is { Count: 0 })
            yield return new Attention(true, queue.Name, $"has no workers while {Jobs(pending)} {Wait(pending)}; they claim jobs over HTTP.");
        else if (pending > 0 && queue.Counts.Processing == 0 && queue.OldestWaiting > _startPatience)
            yield return new Attention(true, queue.Name, $"runs nothing while {Jobs(pending)} {Wait(pending)}, the oldest for {Shown.Duration(queue.OldestWaiting.Value)}.");

        if (queue.OldestWaiting > OldestWaitingMax)
            yield return new Attention(true, queue.Name, $"has a job that has waited for {Shown.Duration(queue.OldestWaiting.Value)}.");
        if (queue.StuckHandlers > 0)
            yield return new Attention(false, queue.Name, $"has {Shown.Number(queue.StuckHandlers)} {(queue.StuckHandlers == 1 ? "handler that ignores" : "handlers that ignore")} the end of their time and still run.");
        if (died >= DiedSoonMax)
            yield return new Attention(false, queue.Name, $"has {Shown.Number(died)} new dead letters within {Shown.Duration(DeathsWindow)}.");
    }

    private static string Jobs(long count) => count == 1 ? "1 job" : $"{Shown.Number(count)} jobs";

    private static string Wait(long count) => count == 1 ? "waits" : "wait";
}
