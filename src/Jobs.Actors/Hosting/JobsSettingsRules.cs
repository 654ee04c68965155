namespace Jobs.Hosting;

/// <summary>Whether settings may be started with, however they were made. Paths are those that the same setting has in HOCON.</summary>
internal static class JobsSettingsRules
{
    /// <exception cref="JobsSettingsException">Something is wrong; its message lists all of it.</exception>
    public static void ThrowIfInvalid(JobsSettings settings) => JobsSettingsException.ThrowIfAny(Check(settings));

    public static IReadOnlyList<SettingsProblem> Check(JobsSettings settings)
    {
        SettingsProblem?[] problems =
        [
            SettingKinds.DrainTimeout.Check("jobs.drain-timeout", settings.DrainTimeout),
            SettingKinds.CrashLimit.Check("jobs.crash-limit", settings.CrashLimit),
            SettingKinds.JournalKeep.Check("jobs.journal.keep", settings.JournalKeep),
            SettingKinds.PayloadMemory.Check("jobs.payload-memory", settings.PayloadMemoryBytes),
            SettingKinds.PayloadMax.Check("jobs.host.payload-max", settings.PayloadBytesMax),
            settings.Index is SqliteIndexSettings { Path: var path } && string.IsNullOrWhiteSpace(path) ? new SettingsProblem("Index", "expected the path of a file, got nothing") : null,
            CheckQueueCount(settings.Queues.Count),
            .. PoolRules.Check(settings.Pools, settings.Queues),
            CheckTypeCount(settings.Types.Count),
            .. settings.Types.SelectMany(type => CheckType(type.Key, type.Value)),
            .. settings.Queues.SelectMany(queue => CheckQueue(queue.Key, queue.Value)),
        ];
        return [.. problems.OfType<SettingsProblem>()];
    }

    public static SettingsProblem? CheckQueueCount(int count) => count switch
    {
        0 => new SettingsProblem("jobs.queues", $"expected 1..{JobsSettings.QueuesMax} queues, got 0", "a queue is there once it is named, as in jobs.queues.email { }"),
        > JobsSettings.QueuesMax => new SettingsProblem("jobs.queues", $"expected 1..{JobsSettings.QueuesMax} queues, got {count}"),
        _ => null,
    };

    public static SettingsProblem? CheckTypeCount(int count) =>
        count <= TypeSettings.TypesMax ? null : new SettingsProblem("jobs.types", $"expected 0..{TypeSettings.TypesMax} types, got {count}");

    /// <summary>Each worker of a queue that blocks has a thread, and a thread has its price.</summary>
    public static SettingsProblem? CheckBlocking(QueueSettings queue, string path) => queue is { Blocking: true, ExternalWorkers: false } && queue.Concurrency > QueueSettings.BlockingConcurrencyMax
        ? new SettingsProblem(SettingsPath.Join(path, "concurrency"), $"expected 1..{QueueSettings.BlockingConcurrencyMax} with blocking = on, got {queue.Concurrency}", "each of its workers has a thread")
        : null;

    private static IEnumerable<SettingsProblem?> CheckType(string name, TypeSettings type)
    {
        var path = SettingsPath.Join("jobs.types", name);
        return
        [
            SettingKinds.TypeName.Check(path, name),
            type.Timeout is { } timeout ? SettingKinds.Timeout.Check(SettingsPath.Join(path, "timeout"), timeout) : null,
            type.MaxAttempts is { } attempts ? SettingKinds.MaxAttempts.Check(SettingsPath.Join(path, "max-attempts"), attempts) : null,
            type.RetryFor is { } limit ? SettingKinds.RetryFor.Check(SettingsPath.Join(path, "retry-for"), limit) : null,
            type.Concurrency is { } concurrency ? SettingKinds.Concurrency.Check(SettingsPath.Join(path, "concurrency"), concurrency) : null,
            .. LimitSettings.CheckRate(type.RateLimit, SettingsPath.Join(path, "rate-limit")),
            .. type.Retry is { } retry ? RetrySettings.Check(retry, SettingsPath.Join(path, "retry")) : [],
        ];
    }

    private static IEnumerable<SettingsProblem?> CheckPermanentExceptions(IReadOnlyList<string> names, string path) => names.Count > QueueSettings.PermanentExceptionsMax
        ? [new SettingsProblem(path, $"expected a list of 0..{QueueSettings.PermanentExceptionsMax}, got {names.Count}")]
        : names.Select((name, i) => SettingKinds.ExceptionType.Check($"{path}[{i}]", name));

    private static IEnumerable<SettingsProblem?> CheckQueue(string name, QueueSettings queue)
    {
        var path = SettingsPath.Join("jobs.queues", name);
        return
        [
            SettingKinds.QueueName.Check(path, name),
            SettingKinds.Concurrency.Check(SettingsPath.Join(path, "concurrency"), queue.Concurrency),
            SettingKinds.MaxAttempts.Check(SettingsPath.Join(path, "max-attempts"), queue.MaxAttempts),
            SettingKinds.Timeout.Check(SettingsPath.Join(path, "timeout"), queue.Timeout),
            SettingKinds.FinishedKept.Check(SettingsPath.Join(path, "finished-kept"), queue.FinishedKept),
            SettingKinds.History.Check(SettingsPath.Join(path, "history"), queue.History),
            .. RetentionSettings.Check(queue.Retention, SettingsPath.Join(path, "retention")),
            queue.DefaultType is { } type ? SettingKinds.TypeName.Check(SettingsPath.Join(path, "default-type"), type) : null,
            CheckBlocking(queue, path),
            .. WorkerSettings.Check(queue, path),
            SettingKinds.RetryFor.Check(SettingsPath.Join(path, "retry-for"), queue.RetryFor),
            .. CheckPermanentExceptions(queue.PermanentExceptions, SettingsPath.Join(path, "permanent-exceptions")),
            .. AlertSettingsReader.Check(queue.Alerts, SettingsPath.Join(path, "alerts")),
            .. LimitSettings.Check(queue, path),
            .. RetrySettings.Check(queue.Retry, SettingsPath.Join(path, "retry")),
        ];
    }
}
