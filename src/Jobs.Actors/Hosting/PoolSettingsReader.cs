namespace Jobs.Hosting;

/// <summary>The keys of <c>jobs.pools.NAME { }</c>.</summary>
internal static class PoolSettingsReader
{
    public static IReadOnlyDictionary<string, PoolSettings> Read(SettingsSection section, IReadOnlyCollection<string> queues, SettingsReading reading)
    {
        var problemsBefore = reading.Problems.Count;
        var pools = new Dictionary<string, PoolSettings>(StringComparer.Ordinal);
        foreach (var name in section.Keys)
            pools[name] = ReadPool(section.Section(name));

        // What is wrong in one value has been said; what is wrong between them is said once each by itself is right.
        if (reading.Problems.Count == problemsBefore)
        {
            foreach (var problem in PoolRules.Check(pools, queues))
                reading.Problem(problem);
        }

        return pools;
    }

    private static PoolSettings ReadPool(SettingsSection section)
    {
        var otherwise = new PoolSettings();
        var pool = new PoolSettings
        {
            Concurrency = section.Read("concurrency", SettingKinds.Concurrency, otherwise.Concurrency),
            Queues = section.ReadList("queues", SettingKinds.QueueName, otherwise.Queues, PoolSettings.QueuesMax),
            Order = section.Read("order", SettingKinds.PoolOrder, otherwise.Order),
            Weights = section.ReadList("weights", SettingKinds.PoolWeight, otherwise.Weights, PoolSettings.QueuesMax),
        };
        section.Close();
        return pool;
    }
}
