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
            SettingKinds.PayloadMax.Check("jobs.host.payload-max", settings.PayloadBytesMax),
            CheckQueueCount(settings.Queues.Count),
            .. PoolRules.Check(settings.Pools, [.. settings.Queues.Keys]),
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
            queue.DefaultType is { } type ? SettingKinds.DefaultType.Check(SettingsPath.Join(path, "default-type"), type) : null,
            .. RetrySettings.Check(queue.Retry, SettingsPath.Join(path, "retry")),
        ];
    }
}
