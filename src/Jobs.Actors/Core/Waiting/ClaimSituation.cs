namespace Jobs.Core.Waiting;

/// <summary>What decides about starts and is not in the queue's state.</summary>
/// <param name="Concurrency">Jobs that the queue's own crew may run at the same time now.</param>
/// <param name="IsStopping">The host stops: nothing is started any more.</param>
/// <param name="Pool">Whose workers the queue's own crew uses; null: it has its own.</param>
/// <param name="IsExternal">Workers outside the process claim the jobs.</param>
/// <param name="MeanRun">How long attempts of the queue have run of late; null: none has ended yet.</param>
internal sealed record ClaimSituation(int Concurrency, bool IsStopping = false, string? Pool = null, bool IsExternal = false, TimeSpan? MeanRun = null);
