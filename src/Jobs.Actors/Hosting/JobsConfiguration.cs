namespace Jobs.Hosting;

public enum StorageKind
{
    /// <summary>One database file in the data folder.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database; see <see cref="JobsConfiguration.Connection"/>.</summary>
    Postgres,

    /// <summary>Nothing outlives the process; for trials and tests.</summary>
    Memory,
}

/// <summary>Everything a configuration says: the job system's settings, where it stores, and what the host console does besides.</summary>
public sealed record JobsConfiguration
{
    public required JobsSettings Settings { get; init; }

    public StorageKind Storage { get; init; }

    /// <summary>Of <see cref="StorageKind.Postgres"/>, and of nothing else.</summary>
    public PostgresConnection? Connection { get; init; }

    /// <summary>Where the data lies; created when it does not exist. Default <c>./data</c>.</summary>
    public string DataFolder { get; init; } = "./data";

    public HostSettings Host { get; init; } = new();

    /// <summary>Every effective setting in reading order, defaults included.</summary>
    public IReadOnlyList<SettingInEffect> InEffect { get; init; } = [];
}

/// <summary>The host console's own settings, <c>jobs.host</c>.</summary>
public sealed record HostSettings
{
    /// <summary>Whether the sample handlers are registered; default on.</summary>
    public bool SampleHandlers { get; init; } = true;

    /// <summary>Whether the handlers that fail, block and crash on purpose are registered; default off.</summary>
    public bool FaultHandlers { get; init; }

    /// <summary>Whether the <c>http</c> handler may call private addresses; default off.</summary>
    public bool AllowPrivateHttp { get; init; }

    /// <summary>Names under which the API may be reached besides loopback and the address it listens on: at most 100, default none.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether <c>/health/ready</c> answers 503 while a critical alert is raised; default off: a full queue is no reason to send a host no more jobs.</summary>
    public bool UnreadyOnCritical { get; init; }

    public HostLogSettings Log { get; init; } = new();

    public LinkSettings Links { get; init; } = new();

    /// <summary>The path that pages and API lie under for those who come from outside, as <c>/jobs</c>; default none. The host answers there and at the root.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>Which of several hosts this is, shown on every page: <c>staging</c>; default none.</summary>
    public string Environment { get; init; } = "";

    /// <summary>Who may use the API; at most 100. None: whoever reaches it may do everything.</summary>
    public IReadOnlyList<ApiKeySettings> ApiKeys { get; init; } = [];

    /// <summary>Whether the API takes no changes; default off. What is queued runs all the same.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Requests of one key, or of one address while there are no keys; null: as many as it likes.</summary>
    public RateLimit? RequestLimit { get; init; }
}

/// <summary>A setting as it is in effect.</summary>
/// <param name="Source">The file that says so, <c>default</c>, or <c>jobs.defaults</c> for a queue that takes over what all queues have.</param>
public sealed record SettingInEffect(string Path, string Value, string Source)
{
    public const string Default = "default";
    public const string JobsDefaults = "jobs.defaults";
}
