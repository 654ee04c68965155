using Jobs.Hosting;

namespace Jobs.Messages;

/// <summary>Asks for one queue: <see cref="QueueFound"/> or <see cref="RequestRefused"/>.</summary>
public sealed record GetQueue(string Queue) : IQueueRequest;

/// <summary>Asks for all queues: <see cref="QueueList"/>, also while some are down.</summary>
public sealed record ListQueues
{
    public static ListQueues Instance { get; } = new();
}

public sealed record QueueFound(QueueView Queue);

public sealed record QueueList(IReadOnlyList<QueueView> Queues);

/// <summary>Whether a partition serves.</summary>
public enum QueueHealth
{
    Ready,

    /// <summary>Reads its journal; requests wait.</summary>
    Recovering,

    /// <summary>Its last write or recovery failed; it comes back by itself after a back-off.</summary>
    Down,
}

/// <summary>A queue as readers see it.</summary>
/// <param name="Concurrency">Jobs that it runs at the same time at most, as of now.</param>
/// <param name="OldestWaiting">How long the job that has been ready longest waits; null when none waits.</param>
/// <param name="Reason">Why it is down; null unless it is.</param>
public sealed record QueueView(string Name, QueueHealth Health, JobCounts Counts, int Concurrency, TimeSpan? OldestWaiting, QueueRates Rates, string? Reason = null)
{
    /// <summary>Open, paused or draining.</summary>
    public QueueFlow Flow { get; init; } = QueueFlow.Open;

    /// <summary>The workers outside the process that hold leases or wait for work, those seen last first, at most <see cref="LeaseBounds.WorkersShownMax"/>; null when the queue has none.</summary>
    public IReadOnlyList<ExternalWorker>? ExternalWorkers { get; init; }

    /// <summary>How many jobs it starts within any window; null: as many as it can.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>Whether somebody has given it other limits than its settings do.</summary>
    public bool IsChanged { get; init; }

    /// <summary>Between which numbers its workers are scaled; <see cref="Concurrency"/> is their number now. Null: it is not scaled.</summary>
    public WorkerRange? Workers { get; init; }

    /// <summary>Handlers that ignored their cancelled token, were given up and still run.</summary>
    public int StuckHandlers { get; init; }
}

/// <summary>Exact counts. The waiting and running ones are of now; completed, dead and cancelled are what the queue holds as ended so, over its whole life.</summary>
public sealed record JobCounts(long Pending, long Scheduled, long Processing, long Failed, long Completed, long Dead, long Cancelled)
{
    public static JobCounts Zero { get; } = new(0, 0, 0, 0, 0, 0, 0);
}

/// <summary>Per second, over the last ten seconds.</summary>
public sealed record QueueRates(double Enqueued, double Completed, double Failed)
{
    public static QueueRates Zero { get; } = new(0, 0, 0);
}
