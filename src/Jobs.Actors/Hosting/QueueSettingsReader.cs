namespace Jobs.Hosting;

/// <summary>The keys of <c>jobs.defaults { }</c> and <c>jobs.queues.NAME { }</c>.</summary>
internal static class QueueSettingsReader
{
    private static readonly string[] NotYet =
    [
        "id-memory", "partitions",
    ];

    /// <summary>What a queue has that says nothing itself.</summary>
    public static QueueSettings ReadDefaults(SettingsSection section, SettingsReading reading)
    {
        var defaults = Common(section, new QueueSettings(), SettingInEffect.Default, reading);
        section.Close();
        return defaults;
    }

    public static QueueSettings ReadQueue(SettingsSection section, QueueSettings defaults, SettingsReading reading)
    {
        var external = section.Read("external-workers", SettingKinds.Switch, false);
        var queue = Common(section, external ? defaults with { Concurrency = QueueSettings.ConcurrencyMax } : defaults, SettingInEffect.JobsDefaults, reading) with
        {
            ExternalWorkers = external,
            DefaultType = section.Read<string?>("default-type", SettingKinds.TypeName!, null),
            Alerts = AlertSettingsReader.Read(section.Section("alerts"), defaults.Alerts, "jobs.alerts"),
        };
        queue = WorkerSettings.Read(section, queue, reading);
        section.Close();
        if (JobsSettingsRules.CheckBlocking(queue, section.Path) is { } problem)
            reading.Problem(problem);
        return queue;
    }

    private static QueueSettings Common(SettingsSection section, QueueSettings otherwise, string inherited, SettingsReading reading)
    {
        section.NotYet(NotYet);
        return new QueueSettings
        {
            Concurrency = section.Read("concurrency", SettingKinds.Concurrency, otherwise.Concurrency, inherited),
            MaxAttempts = section.Read("max-attempts", SettingKinds.MaxAttempts, otherwise.MaxAttempts, inherited),
            Timeout = section.Read("timeout", SettingKinds.Timeout, otherwise.Timeout, inherited),
            FinishedKept = section.Read("finished-kept", SettingKinds.FinishedKept, otherwise.FinishedKept, inherited),
            History = section.Read("history", SettingKinds.History, otherwise.History, inherited),
            Retention = RetentionSettings.Read(section.Section("retention"), otherwise.Retention, inherited),
            Blocking = section.Read("blocking", SettingKinds.Switch, otherwise.Blocking, inherited),
            RetryFor = section.Read("retry-for", SettingKinds.RetryFor, otherwise.RetryFor, inherited),
            PermanentExceptions = section.ReadList(
                "permanent-exceptions", SettingKinds.ExceptionType, otherwise.PermanentExceptions, QueueSettings.PermanentExceptionsMax, inherited),
            RateLimit = LimitSettings.ReadRate(section.Section("rate-limit"), otherwise.RateLimit, inherited),
            PartitionLimit = LimitSettings.ReadLimit(section.Section("partition-limit"), otherwise.PartitionLimit, inherited),
            TypeLimits = LimitSettings.ReadTypes(section.Section("type-limits"), otherwise.TypeLimits, inherited, reading),
            FifoPerKey = section.Read("fifo-per-key", SettingKinds.Switch, otherwise.FifoPerKey, inherited),
            Retry = RetrySettings.Read(section.Section("retry"), otherwise.Retry, inherited, reading),
        };
    }
}
