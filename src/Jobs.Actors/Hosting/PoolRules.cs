namespace Jobs.Hosting;

/// <summary>What must hold of pools, however they were made.</summary>
internal static class PoolRules
{
    /// <summary>What a queue has that says nothing itself: one in a pool may use all of it.</summary>
    public static QueueSettings DefaultsIn(IReadOnlyDictionary<string, PoolSettings> pools, string queue, QueueSettings defaults) =>
        pools.Values.FirstOrDefault(pool => pool.Queues.Contains(queue, StringComparer.Ordinal)) is { } pool ? defaults with { Concurrency = pool.Concurrency } : defaults;

    public static IReadOnlyList<SettingsProblem> Check(IReadOnlyDictionary<string, PoolSettings> pools, IReadOnlyDictionary<string, QueueSettings> queues)
    {
        var problems = new List<SettingsProblem?>();
        if (pools.Count > PoolSettings.PoolsMax)
            problems.Add(new SettingsProblem("jobs.pools", $"expected 0..{PoolSettings.PoolsMax} pools, got {pools.Count}"));
        var poolOf = new Dictionary<string, string>(StringComparer.Ordinal);
        var poolOfType = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, pool) in pools)
        {
            var path = SettingsPath.Join("jobs.pools", name);
            problems.Add(SettingKinds.PoolName.Check(path, name));
            problems.Add(SettingKinds.Concurrency.Check(SettingsPath.Join(path, "concurrency"), pool.Concurrency));
            problems.Add(SettingKinds.PoolOrder.Check(SettingsPath.Join(path, "order"), pool.Order));
            problems.Add(CheckWeights(path, pool));
            problems.AddRange(CheckQueues(path, name, pool, queues, poolOf));
            problems.AddRange(CheckTypes(path, name, pool, poolOfType));
        }

        return [.. problems.OfType<SettingsProblem>()];
    }

    private static IEnumerable<SettingsProblem> CheckQueues(
        string path, string name, PoolSettings pool, IReadOnlyDictionary<string, QueueSettings> queues, Dictionary<string, string> poolOf)
    {
        var place = SettingsPath.Join(path, "queues");
        if (pool.Queues.Count == 0 && pool.Types.Count == 0)
            yield return new SettingsProblem(path, "expected queues or types", "as in queues = [critical, default, low]");
        if (pool.Queues.Count > PoolSettings.QueuesMax)
            yield return new SettingsProblem(place, $"expected at most {PoolSettings.QueuesMax} queues, got {pool.Queues.Count}");
        foreach (var queue in pool.Queues)
        {
            if (!queues.TryGetValue(queue, out var settings))
                yield return new SettingsProblem(place, $"there is no queue {queue}", DidYouMean.Nearest(queue, queues.Keys) is { } near ? $"did you mean {near}?" : $"name it under jobs.queues, as in jobs.queues.{queue} {{ }}");
            else if (!poolOf.TryAdd(queue, name))
                yield return new SettingsProblem(place, $"{queue} is in the pool {poolOf[queue]} already", "a queue is in one pool at most");
            else if (settings.ExternalWorkers)
                yield return new SettingsProblem(place, $"{queue} has external workers, so this host runs none of its jobs", $"leave {queue} out of the pool");
        }
    }

    private static IEnumerable<SettingsProblem> CheckTypes(string path, string name, PoolSettings pool, Dictionary<string, string> poolOfType)
    {
        var place = SettingsPath.Join(path, "types");
        if (pool.Types.Count > PoolSettings.TypesMax)
            yield return new SettingsProblem(place, $"expected at most {PoolSettings.TypesMax} types, got {pool.Types.Count}");
        foreach (var type in pool.Types)
        {
            if (SettingKinds.TypeName.Check(place, type) is { } misnamed)
                yield return misnamed;
            else if (!poolOfType.TryAdd(type, name))
                yield return new SettingsProblem(place, $"{type} is in the pool {poolOfType[type]} already", "a type is in one pool at most");
        }
    }

    private static SettingsProblem? CheckWeights(string path, PoolSettings pool)
    {
        var place = SettingsPath.Join(path, "weights");
        if (pool.Weights.Count == 0)
            return null;
        if (pool.Order != PoolOrder.Weighted)
            return new SettingsProblem(place, "have an effect with order = weighted only, and order is strict");
        if (pool.Weights.Count != pool.Queues.Count)
            return new SettingsProblem(place, $"expected one for each of the {pool.Queues.Count} queues, got {pool.Weights.Count}");
        return pool.Weights.Select((weight, i) => SettingKinds.PoolWeight.Check($"{place}[{i}]", weight)).FirstOrDefault(problem => problem is not null);
    }
}
