using Jobs.Hosting;

namespace Jobs.Host.Bench;

/// <summary>The queues of a run and what is said of them.</summary>
internal static class BenchSettings
{
    public const string WarmUpQueue = "warm-up";

    private const string Queue = "bench";

    /// <summary><c>bench</c>, or <c>bench-1</c>, <c>bench-2</c>, …</summary>
    public static IReadOnlyList<string> Queues(BenchOptions options) =>
        options.Queues == 1 ? [Queue] : [.. Enumerable.Range(1, options.Queues).Select(number => $"{Queue}-{number}")];

    public static JobsSettings Of(BenchOptions options, BenchDatabase database)
    {
        var queue = QueueOf(options);
        return new JobsSettings
        {
            Queues = Queues(options).Append(WarmUpQueue).ToDictionary(name => name, _ => queue),
            Index = options.Index ? database.Index : null,
            ReturnsMemory = true,
            JournalKeep = options.Backlog ? TimeSpan.Zero : TimeSpan.FromHours(24),
        };
    }

    private static QueueSettings QueueOf(BenchOptions options)
    {
        var settings = new QueueSettings
        {
            Concurrency = options.Concurrency,
            History = options.HistoryAll ? HistoryKept.All : HistoryKept.None,
            PartitionLimit = options.KeyLimit > 0 ? new JobLimit(options.KeyLimit) : null,
        };
        return options.Limits
            ? settings with
            {
                RateLimit = new RateLimit(RateLimit.StartsMax, RateLimit.WindowMin),
                TypeLimits = new Dictionary<string, JobLimit> { [BenchLoad.HandlerType] = new(QueueSettings.ConcurrencyMax) },
                PartitionLimit = settings.PartitionLimit ?? new JobLimit(QueueSettings.ConcurrencyMax),
            }
            : settings;
    }
}
