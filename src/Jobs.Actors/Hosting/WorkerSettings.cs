namespace Jobs.Hosting;

/// <summary>The keys of <c>workers { }</c>, and what must hold beside them.</summary>
internal static class WorkerSettings
{
    private const int MinDefault = 1;

    /// <summary>The queue with its workers, if the section says any.</summary>
    public static QueueSettings Read(SettingsSection queue, QueueSettings settings, SettingsReading reading)
    {
        if (!queue.Says("workers"))
        {
            queue.Known("workers");
            return settings;
        }

        var problemsBefore = reading.Problems.Count;
        var section = queue.Section("workers");
        var min = section.Read("min", SettingKinds.Concurrency, MinDefault);
        var max = section.ReadOptional("max", SettingKinds.Concurrency);
        section.Close();
        if (reading.Problems.Count > problemsBefore)
            return settings;
        if (max is null)
            reading.Problem(section.PathOf("max"), "expected beside min, got nothing", "as in workers.max = 20");
        if (queue.Says("concurrency"))
            reading.Problem(ConcurrencyBeside(queue.Path));
        var scaled = settings with { Workers = new WorkerRange(min, max ?? min), Concurrency = max ?? min };
        foreach (var problem in Check(scaled, queue.Path))
            reading.Problem(problem);
        return scaled;
    }

    /// <summary>The checks of a queue made in code.</summary>
    public static IEnumerable<SettingsProblem> Check(QueueSettings queue, string path)
    {
        if (queue.Workers is not { } range)
            return [];
        var section = SettingsPath.Join(path, "workers");
        SettingsProblem?[] problems =
        [
            SettingKinds.Concurrency.Check(SettingsPath.Join(section, "min"), range.Min),
            SettingKinds.Concurrency.Check(SettingsPath.Join(section, "max"), range.Max),
            range.Min > range.Max ? new SettingsProblem(SettingsPath.Join(section, "min"), $"expected at most max ({range.Max}), got {range.Min}") : null,
            queue.Concurrency != range.Max ? ConcurrencyBeside(path) : null,
            queue.ExternalWorkers ? new SettingsProblem(section, "has no effect with external-workers = on", "leave one of them out") : null,
        ];
        return problems.OfType<SettingsProblem>();
    }

    private static SettingsProblem ConcurrencyBeside(string path) =>
        new(SettingsPath.Join(path, "concurrency"), "expected nothing beside workers, which says how many jobs run", "leave one of them out");
}
