using System.Collections.Concurrent;

namespace Jobs.Telemetry;

/// <summary>Counts by queue and type. What is labelled is bounded: further types of a queue count together as <see cref="Other"/>.</summary>
internal sealed class KeptCounts
{
    /// <summary>Types of one queue that are counted apart.</summary>
    public const int TypesMax = 50;

    /// <summary>Queues and types together that are counted apart.</summary>
    public const int RowsMax = 10_000;

    public const string Other = "other";

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, TypeCounts>> _queues = new(StringComparer.Ordinal);
    private int _rows;

    public IEnumerable<TypeCounts> Rows => _queues.Values.SelectMany(types => types.Values);

    public TypeCounts Of(string queue, string type)
    {
        var types = _queues.GetOrAdd(queue, _ => new ConcurrentDictionary<string, TypeCounts>(StringComparer.Ordinal));
        if (types.TryGetValue(type, out var known))
            return known;
        if (types.Count >= TypesMax || Interlocked.Increment(ref _rows) > RowsMax)
            type = Other;
        return types.GetOrAdd(type, name => new TypeCounts(queue, name));
    }
}
