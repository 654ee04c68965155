using Microsoft.Extensions.Logging;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace Jobs.Hosting;

/// <summary>Every setting's bounds, in one place: what the reader refuses and what <see cref="JobsSystem.Start"/> refuses is the same.</summary>
internal static class SettingKinds
{
    public const int AllowedHostsMax = 100;

    private const int PayloadBytesMin = 1024;
    private const int PathPrefixLengthMax = 100;
    private const int EnvironmentLengthMax = 24;

    public static SettingKind<string> DataFolder { get; } = new SettingName("the path of a folder", path => !string.IsNullOrWhiteSpace(path));

    public static SettingKind<StorageKind> Storage { get; } =
        new SettingWord<StorageKind>(("sqlite", StorageKind.Sqlite), ("postgres", StorageKind.Postgres), ("memory", StorageKind.Memory));

    public static SettingKind<PostgresConnection?> Connection { get; } = new ConnectionKind();

    public static SettingKind<TimeSpan> DrainTimeout { get; } = new Duration(TimeSpan.Zero, TimeSpan.FromHours(1));

    public static SettingKind<int> CrashLimit { get; } = new WholeNumber(1, 100);

    public static SettingKind<int> Concurrency { get; } = new WholeNumber(1, QueueSettings.ConcurrencyMax);

    public static SettingKind<int?> ConcurrencyOrNone { get; } = new OrNone(Concurrency);

    public static SettingKind<int> RateMax { get; } = new WholeNumber(1, RateLimit.StartsMax);

    public static SettingKind<int?> RateMaxOrNone { get; } = new OrNone(RateMax);

    public static SettingKind<TimeSpan> RateWindow { get; } = new Duration(RateLimit.WindowMin, RateLimit.WindowMax);

    public static SettingKind<string> PoolName { get; } =
        new SettingName($"a pool's name: 1..{JobBounds.QueueNameLengthMax} of a-z 0-9 _ -, the first a letter or digit", JobBounds.IsQueueName);

    public static SettingKind<PoolOrder> PoolOrder { get; } = new SettingWord<PoolOrder>(("strict", Hosting.PoolOrder.Strict), ("weighted", Hosting.PoolOrder.Weighted));

    public static SettingKind<string> ApiKeyName { get; } =
        new SettingName($"a key's name: 1..{JobBounds.QueueNameLengthMax} of a-z 0-9 _ -, the first a letter or digit", JobBounds.IsQueueName);

    public static SettingKind<int> PoolWeight { get; } = new WholeNumber(1, PoolSettings.WeightMax);

    public static SettingKind<int> MaxAttempts { get; } = new WholeNumber(JobBounds.MaxAttemptsMin, JobBounds.MaxAttemptsMax);

    public static SettingKind<TimeSpan> Timeout { get; } = new Duration(JobBounds.TimeoutMin, JobBounds.TimeoutMax);

    public static SettingKind<int> FinishedKept { get; } = new WholeNumber(0, QueueSettings.FinishedKeptMax);

    public static SettingKind<HistoryKept> History { get; } =
        new SettingWord<HistoryKept>(("all", HistoryKept.All), ("failed", HistoryKept.Failed), ("none", HistoryKept.None));

    public static SettingKind<TimeSpan> RetentionAge { get; } = new DurationOrOff(TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650), off: Retention.Off);

    public static SettingKind<int?> RetentionCountOrNone { get; } = new OrNone(new WholeNumber(1, Retention.CountMax));

    public static SettingKind<TimeSpan> JournalKeep { get; } = new Duration(TimeSpan.Zero, TimeSpan.FromDays(365));

    public static SettingKind<int> PayloadMemory { get; } = new ByteSize(0, JobsSettings.PayloadMemoryMax);

    public static SettingKind<RetryKind> RetryKind { get; } = new SettingWord<RetryKind>(
        ("fixed", Jobs.RetryKind.Fixed), ("linear", Jobs.RetryKind.Linear), ("exponential", Jobs.RetryKind.Exponential), ("list", Jobs.RetryKind.List));

    public static SettingKind<TimeSpan> RetryDelay { get; } = new Duration(TimeSpan.FromMilliseconds(1), RetryPolicy.DelayMaxBound);

    public static SettingKind<double> RetryFactor { get; } = new DecimalNumber(1, RetryPolicy.FactorMax);

    public static SettingKind<Jitter> RetryJitter { get; } = new JitterKind();

    public static SettingKind<TimeSpan> RetryFor { get; } = new DurationOrOff(TimeSpan.FromSeconds(1), TimeSpan.FromDays(365), off: QueueSettings.NoRetryFor);

    public static SettingKind<string> ExceptionType { get; } =
        new SettingName("the full name of an exception type, as in System.ArgumentException", IsFullName);

    public static SettingKind<string> TypeName { get; } =
        new SettingName($"the name of a type, 1..{JobBounds.TypeLengthMax} printable characters", type => JobBounds.IsPrintable(type, JobBounds.TypeLengthMax));

    public static SettingKind<int> PayloadMax { get; } = new ByteSize(PayloadBytesMin, JobBounds.BatchBytesMax);

    public static SettingKind<bool> Switch { get; } = new Switch();

    public static SettingKind<string> HostName { get; } =
        new SettingName("a host name without scheme or port", name => Uri.CheckHostName(name) != UriHostNameType.Unknown);

    public static SettingKind<LogLevel> LogLevel { get; } = new SettingWord<LogLevel>(
        ("trace", Level.Trace), ("debug", Level.Debug), ("information", Level.Information), ("warning", Level.Warning), ("error", Level.Error), ("critical", Level.Critical), ("none", Level.None));

    public static SettingKind<LogFormat> LogFormat { get; } = new SettingWord<LogFormat>(("text", Hosting.LogFormat.Text), ("json", Hosting.LogFormat.Json));

    public static SettingKind<string?> TraceLink { get; } = new LinkKind("{traceId}");

    public static SettingKind<string?> LogsLink { get; } = new LinkKind("{jobId}", "{traceId}");

    public static SettingKind<string> PathPrefix { get; } = new SettingNameOrNone("a path such as /jobs: letters, digits and ._~-, no slash at its end", IsPathPrefix);

    public static SettingKind<string> Environment { get; } =
        new SettingNameOrNone($"at most {EnvironmentLengthMax} printable characters", name => JobBounds.IsPrintable(name, EnvironmentLengthMax));

    public static SettingKind<int?> AlertCountOrNone { get; } = new OrNone(new WholeNumber(1, AlertSettings.CountMax));

    public static SettingKind<TimeSpan> AlertTime { get; } = new DurationOrOff(TimeSpan.FromSeconds(1), TimeSpan.FromDays(365), off: AlertSettings.Off);

    public static SettingKind<TimeSpan> AlertWindow { get; } = new Duration(TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));

    public static SettingKind<TimeSpan> AlertAfter { get; } = new Duration(TimeSpan.Zero, TimeSpan.FromHours(1));

    public static SettingKind<double> AlertClearAt { get; } = new DecimalNumber(0, 1);

    public static SettingKind<string> QueueName { get; } =
        new SettingName($"a queue's name: 1..{JobBounds.QueueNameLengthMax} of a-z 0-9 _ -, the first a letter or digit", JobBounds.IsQueueName);

    // A name without its namespace would match nothing, and nobody would notice.
    private static bool IsFullName(string name) =>
        JobBounds.IsPrintable(name, JobError.TypeBytesMax) && name.IndexOf('.', StringComparison.Ordinal) > 0 && !name.EndsWith('.') && !name.Contains(' ', StringComparison.Ordinal);

    private static bool IsPathPrefix(string path) =>
        path.Length <= PathPrefixLengthMax && path[0] == '/' && path[1..].Split('/').All(part => part.Length > 0 && part is not ("." or "..") && part.All(IsPathCharacter));

    private static bool IsPathCharacter(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '~' or '-';
}
