using Jobs.Core;
using Jobs.DeadLetters;

namespace Jobs.Queues;

/// <summary>Which deaths are on their way to the dead letters. One window at a time, in order, repeated until acknowledged; after a restart it begins again with what the state still owes.</summary>
internal sealed class DeathHandOver(QueueState state)
{
    private long _sentUpTo;

    /// <summary>The next window, when the one before is acknowledged and something is owed; else null.</summary>
    public TakeDeaths? Next() => _sentUpTo > state.LastDeathTaken ? null : Window();

    /// <summary>The oldest window that is not acknowledged; null when nothing is owed.</summary>
    public TakeDeaths? Window()
    {
        if (state.DeathsOwed.Count == 0)
            return null;
        var deaths = state.DeathsOwed.Take(HandOver.WindowMax).ToList();
        _sentUpTo = deaths[^1].Number;
        return new TakeDeaths(deaths);
    }
}
