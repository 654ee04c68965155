using Akka.Actor;

namespace Jobs.Checkpoints;

/// <summary>What a persistent actor of ours does besides its journal.</summary>
/// <param name="Index">Follows the journal; null: there is none, and nothing of the journal is ever deleted.</param>
/// <param name="JournalKeep">How long rows of the journal stay at least.</param>
/// <param name="ReplayWhole">Pointers are not believed: the journal is read from its beginning.</param>
internal sealed record CheckpointPlan(IActorRef? Index, TimeSpan JournalKeep, bool ReplayWhole = false)
{
    /// <summary>The journal is everything.</summary>
    public static CheckpointPlan None { get; } = new(null, TimeSpan.MaxValue);
}
