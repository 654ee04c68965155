using Jobs.Core.Limits;

namespace Jobs.Core;

/// <summary>Types whose jobs run on the workers of a pool, whatever queue they are in.</summary>
/// <param name="Concurrency">The workers of the pool.</param>
/// <param name="Types">Their wire names, aliases included.</param>
internal sealed record TypeRoute(string Pool, int Concurrency, IReadOnlyList<string> Types);

/// <summary>Ready jobs, and the workers that they run on: those that the queue has itself, or shares with its pool, or those of a pool to which some types are routed.</summary>
/// <param name="pool">The pool to which types are routed; null: the queue's own crew.</param>
/// <param name="firstWorker">The workers of all crews of a queue stand in one row of numbers; those of this crew begin here.</param>
internal sealed class Crew(string? pool, int firstWorker, ReadyOrder ready)
{
    public string? Pool { get; } = pool;

    public int FirstWorker { get; } = firstWorker;

    public ReadyOrder Ready { get; } = ready;

    /// <summary>Which of its workers run an attempt, by their numbers within the crew.</summary>
    public WorkerSlots Workers { get; } = new();

    public void Take(int worker) => Workers.Take(worker - FirstWorker);

    public void Free(int worker) => Workers.Free(worker - FirstWorker);
}
