using Jobs.Hosting;

namespace Jobs.Pools;

/// <summary>
/// Whose turn it is among the queues of a pool. Strict: the first in the pool's order that wants a worker. Weighted: smooth weighted round-robin, as in nginx: each queue that wants one earns
/// its weight, the richest is served and pays the sum of what all earned; so each gets its share, evenly spread, and what one does not want goes to the others by their weights.
/// </summary>
internal sealed class PoolTurns
{
    private readonly Turn[] _turns;
    private readonly PoolOrder _order;

    public PoolTurns(PoolSettings settings)
    {
        _order = settings.Order;
        _turns = [.. settings.Queues.Select((queue, i) => new Turn(queue, i < settings.Weights.Count ? settings.Weights[i] : 1))];
    }

    /// <summary>Null: nobody wants one.</summary>
    public string? Next(Func<string, bool> wants)
    {
        if (_order == PoolOrder.Strict)
            return Array.Find(_turns, turn => wants(turn.Queue))?.Queue;

        Turn? richest = null;
        var earned = 0L;
        foreach (var turn in _turns)
        {
            if (!wants(turn.Queue))
                continue;
            turn.Credit += turn.Weight;
            earned += turn.Weight;
            if (richest is null || turn.Credit > richest.Credit)
                richest = turn;
        }

        if (richest is not null)
            richest.Credit -= earned;
        return richest?.Queue;
    }

    private sealed class Turn(string queue, int weight)
    {
        public string Queue { get; } = queue;

        public int Weight { get; } = weight;

        public long Credit { get; set; }
    }
}
