namespace Jobs.Hosting;

/// <summary>Says what one queue does. Bounds and defaults are those of <see cref="QueueSettings"/>; they are checked together when the system starts.</summary>
public sealed class QueueBuilder
{
    private bool _saysConcurrency;

    internal QueueBuilder(QueueSettings settings) => Settings = settings;

    internal QueueSettings Settings { get; private set; }

    /// <inheritdoc cref="QueueSettings.Concurrency"/>
    public QueueBuilder Concurrency(int jobs)
    {
        _saysConcurrency = true;
        return With(Settings with { Concurrency = jobs, Workers = null });
    }

    /// <summary>As many workers as the jobs need, between these numbers, instead of a fixed <see cref="Concurrency"/>: of the two what is said last counts.</summary>
    public QueueBuilder Workers(int min, int max) => With(Settings with { Concurrency = max, Workers = new WorkerRange(min, max) });

    /// <inheritdoc cref="QueueSettings.ExternalWorkers"/>
    public QueueBuilder ExternalWorkers() =>
        With(Settings with { ExternalWorkers = true, Concurrency = _saysConcurrency ? Settings.Concurrency : QueueSettings.ConcurrencyMax });

    /// <inheritdoc cref="QueueSettings.Alerts"/>
    public QueueBuilder Alerts(AlertSettings alerts) => With(Settings with { Alerts = alerts });

    /// <inheritdoc cref="QueueSettings.MaxAttempts"/>
    public QueueBuilder MaxAttempts(int attempts) => With(Settings with { MaxAttempts = attempts });

    /// <inheritdoc cref="QueueSettings.Timeout"/>
    public QueueBuilder Timeout(TimeSpan timeout) => With(Settings with { Timeout = timeout });

    /// <summary>How long a failed job waits for its next attempt.</summary>
    public QueueBuilder Retry(RetryPolicy policy) => With(Settings with { Retry = policy });

    /// <inheritdoc cref="QueueSettings.Blocking"/>
    public QueueBuilder Blocking(bool isBlocking = true) => With(Settings with { Blocking = isBlocking });

    /// <inheritdoc cref="QueueSettings.RetryFor"/>
    public QueueBuilder RetryFor(TimeSpan age) => With(Settings with { RetryFor = age });

    /// <summary>One more exception, derived ones included, that no retry of this queue's jobs can help.</summary>
    public QueueBuilder Permanent<TException>()
        where TException : Exception => With(Settings with { PermanentExceptions = [.. Settings.PermanentExceptions, typeof(TException).FullName!] });

    /// <inheritdoc cref="QueueSettings.DefaultType"/>
    public QueueBuilder DefaultType(string type) => With(Settings with { DefaultType = type });

    /// <inheritdoc cref="QueueSettings.FinishedKept"/>
    public QueueBuilder FinishedKept(int jobs) => With(Settings with { FinishedKept = jobs });

    /// <inheritdoc cref="QueueSettings.History"/>
    public QueueBuilder History(HistoryKept kept) => With(Settings with { History = kept });

    /// <inheritdoc cref="QueueSettings.Retention"/>
    public QueueBuilder Retention(Retention retention) => With(Settings with { Retention = retention });

    /// <summary>At most so many starts within any window of this length.</summary>
    /// <param name="max">1 to 1,000,000.</param>
    /// <param name="per">100 ms to 24 h.</param>
    public QueueBuilder RateLimit(int max, TimeSpan per) => With(Settings with { RateLimit = new RateLimit(max, per) });

    /// <summary>What jobs of this type may use of the queue.</summary>
    public QueueBuilder TypeLimit(string type, int? concurrency = null, RateLimit? rate = null) =>
        With(Settings with { TypeLimits = new Dictionary<string, JobLimit>(Settings.TypeLimits, StringComparer.Ordinal) { [type] = new(concurrency, rate) } });

    /// <inheritdoc cref="QueueSettings.PartitionLimit"/>
    public QueueBuilder PartitionLimit(int? concurrency = null, RateLimit? rate = null) => With(Settings with { PartitionLimit = new JobLimit(concurrency, rate) });

    /// <inheritdoc cref="QueueSettings.FifoPerKey"/>
    public QueueBuilder FifoPerKey(bool on = true) => With(Settings with { FifoPerKey = on });

    private QueueBuilder With(QueueSettings settings)
    {
        Settings = settings;
        return this;
    }
}
