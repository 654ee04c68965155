using System.Collections.Frozen;
using System.Collections.ObjectModel;
using Jobs.Events;

namespace Jobs.Hosting;

/// <summary>What a job system is started with. Read from HOCON by <see cref="JobsSettingsReader"/> or made in code; <see cref="JobsSystem.Start"/> checks it.</summary>
public sealed record JobsSettings
{
    public const int QueuesMax = 10_000;
    public const int PayloadMemoryDefault = 64 * 1024 * 1024;
    public const int PayloadMemoryMax = 1024 * 1024 * 1024;

    /// <summary>By name; names are <see cref="JobBounds.IsQueueName"/>.</summary>
    public required IReadOnlyDictionary<string, QueueSettings> Queues { get; init; }

    /// <summary>Workers that several queues share, by name; names are like those of queues. A queue in no pool has workers of its own. Default none.</summary>
    public IReadOnlyDictionary<string, PoolSettings> Pools { get; init; } = new Dictionary<string, PoolSettings>(StringComparer.Ordinal);

    /// <summary>What holds for jobs of one type, by the type's wire name.</summary>
    public IReadOnlyDictionary<string, TypeSettings> Types { get; init; } = FrozenDictionary<string, TypeSettings>.Empty;

    /// <summary>How long running handlers may go on when the host stops, before their token is cancelled: 0 to 1 h, default 30 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// A job that was running when its host process died this many times is dead: 1 to 100, default 3. From its second crash on it runs after a back-off and alone among
    /// its like on this host, so that the next crash convicts only the one that ran.
    /// </summary>
    public int CrashLimit { get; init; } = 3;

    /// <summary>
    /// How long the journal keeps what the index holds as well, for audits and for a rebuilding of the index: 0 to 365 days, default 24 h. Without an index the journal is kept whole.
    /// </summary>
    public TimeSpan JournalKeep { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Largest payload: 1 KiB to 8 MiB, default 256 KiB.</summary>
    public int PayloadBytesMax { get; init; } = JobBounds.PayloadBytesDefault;

    /// <summary>
    /// What the payloads of all queues may take in memory: 0 to 1 GiB, default 64 MiB. Those of jobs that wait leave memory beyond that once the index has them, and are read back before the jobs start. Without
    /// an index all stay in memory.
    /// </summary>
    public int PayloadMemoryBytes { get; init; } = PayloadMemoryDefault;

    /// <summary>
    /// After a burst whose payloads have left memory (128 MiB and more, then 3 s in which next to nothing happens), everything is collected and given back to the operating system: one pause of the whole process of about a second for
    /// each GB that is alive. Default false: a program decides about its collector itself. The host console does it.
    /// </summary>
    public bool ReturnsMemory { get; init; }

    /// <summary>Where the index is kept. Null, the default: nowhere; then jobs are found in memory only, every start reads the whole journal, and nothing of it is ever deleted.</summary>
    public IndexSettings? Index { get; init; }

    /// <summary>Who is told what the queues make public, such as an <see cref="EventHub"/> or metrics. Default nobody.</summary>
    public IReadOnlyList<ICommitObserver> Observers { get; init; } = [];

    /// <summary>Whether counts are kept though no listener of the meter is there, for <c>/metrics</c> of the host console. Default no: then counting costs nothing.</summary>
    internal bool KeepsCounts { get; init; }

    /// <summary>Name of this host in events and worker ids.</summary>
    public string HostName { get; init; } = Environment.MachineName;
}

/// <summary>What one queue does with its jobs.</summary>
public sealed record QueueSettings
{
    public const int ConcurrencyMax = 10_000;
    public const int BlockingConcurrencyMax = 1000;
    public const int FinishedKeptMax = 1_000_000;
    public const int PermanentExceptionsMax = 100;

    /// <summary>Retries have no limit in time.</summary>
    public static readonly TimeSpan NoRetryFor = TimeSpan.MaxValue;
    public const int TypeLimitsMax = 1000;

    private const int ConcurrencyDefault = 5;

    private readonly int? _concurrency;

    /// <summary>Jobs that run at the same time: 1 to 10,000, default 5, with external workers 10,000: then their number is the limit.</summary>
    public int Concurrency
    {
        get => _concurrency ?? Workers?.Max ?? (ExternalWorkers ? ConcurrencyMax : ConcurrencyDefault);
        init => _concurrency = value;
    }

    /// <summary>
    /// Null: the queue has as many workers as <see cref="Concurrency"/> says. Else their number moves within this range by what waits: it doubles while all are busy and a ready job has waited for a
    /// second, and shrinks by a quarter every 10 s once some have been idle for 30 s. Then <see cref="Concurrency"/> is its maximum, and nothing else may be said. Default null.
    /// </summary>
    public WorkerRange? Workers { get; init; }

    /// <summary>This host runs none of the jobs: workers in any language claim them over HTTP. Any type is accepted. Default false.</summary>
    public bool ExternalWorkers { get; init; }

    /// <summary>Starts granted to a job: 1 to 100, default 3.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Longest run of one attempt: 100 ms to 24 h, default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    public RetryPolicy Retry { get; init; } = new();

    /// <summary>
    /// Longest age at which a job may still be retried, from its enqueueing (or the time it was enqueued for, or its last replay or rerun): a retry that would come later makes it
    /// dead, with reason <c>expired</c>. 1 s to 365 days; default <see cref="NoRetryFor"/>. Snoozes, crashes and shutdowns are no failures and are not held to it.
    /// </summary>
    public TimeSpan RetryFor { get; init; } = NoRetryFor;

    /// <summary>Full names of exception types, as in <c>System.ArgumentException</c>, that no retry can help, derived types included: at most 100, default none.</summary>
    public IReadOnlyList<string> PermanentExceptions { get; init; } = [];

    /// <summary>
    /// Whether its handlers block the threads that they run on: then they run on threads of the queue's own (at most 2 × concurrency + 1, made when needed), and not on the shared thread pool,
    /// which timers, requests and all other queues need. Then <see cref="Concurrency"/> is at most <see cref="BlockingConcurrencyMax"/>. Default off.
    /// </summary>
    public bool Blocking { get; init; }

    /// <summary>The type of jobs that name none; null: they are refused.</summary>
    public string? DefaultType { get; init; }

    /// <summary>Newest finished jobs whose details are kept: 0 to 1,000,000, default 10,000.</summary>
    public int FinishedKept { get; init; } = 10_000;

    /// <summary>Which finished jobs the index keeps. Default <see cref="HistoryKept.All"/>.</summary>
    public HistoryKept History { get; init; } = HistoryKept.All;

    /// <summary>How long they are kept there, and dead letters anywhere.</summary>
    public Retention Retention { get; init; } = new();

    /// <summary>When somebody is to look at the queue.</summary>
    public AlertSettings Alerts { get; init; } = new();

    /// <summary>How many jobs the queue starts within any window; null, the default: as many as it can.</summary>
    public RateLimit? RateLimit { get; init; }

    /// <summary>Limits of single types, at most 1000; none by default.</summary>
    public IReadOnlyDictionary<string, JobLimit> TypeLimits { get; init; } = ReadOnlyDictionary<string, JobLimit>.Empty;

    /// <summary>What the jobs of each partition key may use, a tenant for example; null, the default: no limit. Jobs without a key are not limited by it.</summary>
    public JobLimit? PartitionLimit { get; init; }

    /// <summary>
    /// Whether the jobs of one partition key run strictly one after the other, in order of arrival whatever their priority: one that waits for its retry holds up its key, and only its key. Default off.
    /// Jobs without a key are not held up.
    /// </summary>
    public bool FifoPerKey { get; init; }
}
