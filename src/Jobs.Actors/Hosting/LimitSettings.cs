using System.Collections.ObjectModel;

namespace Jobs.Hosting;

/// <summary>The keys of <c>rate-limit { }</c>, <c>partition-limit { }</c> and <c>type-limits { }</c>.</summary>
internal static class LimitSettings
{
    private static readonly TimeSpan WindowDefault = TimeSpan.FromMinutes(1);

    public static RateLimit? ReadRate(SettingsSection section, RateLimit? otherwise, string inherited)
    {
        var max = section.Read("max", SettingKinds.RateMaxOrNone, otherwise?.Max, inherited);
        var window = section.Read("window", SettingKinds.RateWindow, otherwise?.Window ?? WindowDefault, inherited);
        section.Close();
        return max is { } starts ? new RateLimit(starts, window) : null;
    }

    public static JobLimit? ReadLimit(SettingsSection section, JobLimit? otherwise, string inherited)
    {
        var concurrency = section.Read("concurrency", SettingKinds.ConcurrencyOrNone, otherwise?.Concurrency, inherited);
        var rate = ReadRate(section.Section("rate-limit"), otherwise?.Rate, inherited);
        section.Close();
        return concurrency is null && rate is null ? null : new JobLimit(concurrency, rate);
    }

    /// <summary>One section per type; those of the defaults hold as well.</summary>
    public static IReadOnlyDictionary<string, JobLimit> ReadTypes(SettingsSection section, IReadOnlyDictionary<string, JobLimit> otherwise, string inherited, SettingsReading reading)
    {
        var limits = new Dictionary<string, JobLimit>(StringComparer.Ordinal);
        foreach (var type in section.Keys.Union(otherwise.Keys, StringComparer.Ordinal))
        {
            if (SettingKinds.TypeName.Check(section.PathOf(type), type) is { } misnamed)
                reading.Problem(misnamed);
            if (ReadLimit(section.Section(type), otherwise.GetValueOrDefault(type), inherited) is { } limit)
                limits[type] = limit;
        }

        if (CheckCount(section.Path, limits.Count) is { } tooMany)
            reading.Problem(tooMany);
        return limits.Count == 0 ? ReadOnlyDictionary<string, JobLimit>.Empty : limits;
    }

    /// <summary>The checks of limits made in code.</summary>
    public static IEnumerable<SettingsProblem?> Check(QueueSettings queue, string path)
    {
        var types = SettingsPath.Join(path, "type-limits");
        return
        [
            .. CheckRate(queue.RateLimit, SettingsPath.Join(path, "rate-limit")),
            .. CheckLimit(queue.PartitionLimit, SettingsPath.Join(path, "partition-limit")),
            CheckCount(types, queue.TypeLimits.Count),
            .. queue.TypeLimits.SelectMany(limit => CheckLimit(limit.Value, SettingsPath.Join(types, limit.Key)).Append(SettingKinds.TypeName.Check(SettingsPath.Join(types, limit.Key), limit.Key))),
        ];
    }

    private static IEnumerable<SettingsProblem?> CheckLimit(JobLimit? limit, string path) => limit is null
        ? []
        : [SettingKinds.ConcurrencyOrNone.Check(SettingsPath.Join(path, "concurrency"), limit.Concurrency), .. CheckRate(limit.Rate, SettingsPath.Join(path, "rate-limit"))];

    public static IEnumerable<SettingsProblem?> CheckRate(RateLimit? rate, string path) => rate is null
        ? []
        : [SettingKinds.RateMax.Check(SettingsPath.Join(path, "max"), rate.Max), SettingKinds.RateWindow.Check(SettingsPath.Join(path, "window"), rate.Window)];

    private static SettingsProblem? CheckCount(string path, int count) =>
        count > QueueSettings.TypeLimitsMax ? new SettingsProblem(path, $"expected 0..{QueueSettings.TypeLimitsMax} types, got {count}") : null;
}
