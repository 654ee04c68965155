namespace Jobs.Hosting;

/// <summary>The keys of <c>jobs.pools.NAME { }</c>.</summary>
internal static class PoolSettingsReader
{
    public static IReadOnlyDictionary<string, PoolSettings> Read(SettingsSection section) =>
        section.Keys.ToDictionary(name => name, name => ReadPool(section.Section(name)), StringComparer.Ordinal);

    private static PoolSettings ReadPool(SettingsSection section)
    {
        var otherwise = new PoolSettings();
        var pool = new PoolSettings
        {
            Concurrency = section.Read("concurrency", SettingKinds.Concurrency, otherwise.Concurrency),
            Queues = section.ReadList("queues", SettingKinds.QueueName, otherwise.Queues, PoolSettings.QueuesMax),
            Types = section.ReadList("types", SettingKinds.TypeName, otherwise.Types, PoolSettings.TypesMax),
            Order = section.Read("order", SettingKinds.PoolOrder, otherwise.Order),
            Weights = section.ReadList("weights", SettingKinds.PoolWeight, otherwise.Weights, PoolSettings.QueuesMax),
        };
        section.Close();
        return pool;
    }
}
