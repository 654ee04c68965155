using Jobs.Core;
using Jobs.Hosting;

namespace Jobs.Queues;

/// <summary>Which queues use which pools: those that are in them, and, where types are routed to one, every queue whose jobs this host runs.</summary>
internal static class PoolRoutes
{
    /// <summary>The pool with the queues that only send it jobs of its types behind those that are in it, by name.</summary>
    public static PoolSettings WithAllMembers(PoolSettings pool, IReadOnlyList<PartitionContext> partitions) => pool.Types.Count == 0
        ? pool
        : pool with { Queues = [.. pool.Queues, .. partitions.Where(IsRouted).Select(partition => partition.Queue).Except(pool.Queues).Order(StringComparer.Ordinal)] };

    /// <summary>The partition with its place in the pools.</summary>
    public static PartitionContext Placed(PartitionContext partition, IReadOnlyDictionary<string, PoolSettings> pools, IReadOnlyDictionary<string, PoolPlace> places)
    {
        var own = pools.FirstOrDefault(pool => pool.Value.Queues.Contains(partition.Queue, StringComparer.Ordinal)).Key;
        var routed = IsRouted(partition) ? pools.Where(pool => pool.Key != own && pool.Value.Types.Count > 0) : [];
        return partition with
        {
            Pool = own is null ? null : places[own],
            Routed = [.. routed.Select(pool => (RouteOf(pool.Key, pool.Value), places[pool.Key]))],
        };

        // The aliases of a type go with it, unless they are named themselves.
        TypeRoute RouteOf(string name, PoolSettings pool) =>
            new(name, pool.Concurrency, [.. pool.Types.Concat(pool.Types.SelectMany(partition.Handlers.NamesOf).Except(pools.Values.SelectMany(other => other.Types)))]);
    }

    // A line of jobs runs one after the other on one crew, whatever their types.
    private static bool IsRouted(PartitionContext partition) => partition.Policy.Settings is { ExternalWorkers: false, FifoPerKey: false };
}
