using System.Collections.Frozen;
using Jobs.Core.Limits;

namespace Jobs.Core;

/// <summary>
/// The crews of a queue. Numbers of workers, as starts carry them: first those of each pool to which types are routed, in the order of the settings, then the queue's own, of which there may be more some
/// day. So without such pools a number is what it seems, and a job's crew follows from it.
/// </summary>
internal sealed class Crews
{
    private readonly FrozenDictionary<string, Crew> _byType;

    public Crews(IReadOnlyList<TypeRoute> routes, GateTable? gates)
    {
        var next = 0;
        var routed = new List<Crew>();
        var byType = new Dictionary<string, Crew>(StringComparer.Ordinal);
        foreach (var route in routes)
        {
            var crew = new Crew(route.Pool, next, new ReadyOrder(gates));
            routed.Add(crew);
            next += route.Concurrency;
            foreach (var type in route.Types)
                byType.Add(type, crew);
        }

        Own = new Crew(null, next, new ReadyOrder(gates));
        Routed = routed;
        _byType = byType.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public Crew Own { get; }

    public IReadOnlyList<Crew> Routed { get; }

    public IEnumerable<Crew> All => Routed.Append(Own);

    public Crew Of(Job job) => Routed.Count > 0 && _byType.TryGetValue(job.Type, out var crew) ? crew : Own;

    public Crew Of(int worker)
    {
        var crew = Own;
        for (var i = Routed.Count - 1; i >= 0 && worker < crew.FirstWorker; i--)
            crew = Routed[i];
        return crew;
    }
}
