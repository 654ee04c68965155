using Jobs.DeadLetters;
using Jobs.Messages;

namespace Jobs.Core.Capture;

/// <summary>What a queue knows beside its jobs, keys and ids, at one moment.</summary>
/// <param name="Changes">The number of the last change of any job.</param>
/// <param name="Successors">Jobs that wait for another of their unique key, and that one, by their numbers.</param>
/// <param name="Unfinished">So many unfinished jobs there are.</param>
internal sealed record QueueFacts(
    DateTimeOffset LastAt,
    Guid Incarnation,
    string Host,
    QueueFlow Flow,
    long Changes,
    long Starts,
    long Accepted,
    long Completed,
    long Cancelled,
    long LastDeath,
    long LastDeathTaken,
    long LastReturn,
    IReadOnlyList<NumberedLetter> DeathsOwed,
    int? LiveConcurrency,
    LiveRate? LiveRate,
    IReadOnlyList<CountedStarts> Counted,
    IReadOnlyList<(long Successor, long Predecessor)> Successors,
    long Unfinished);

/// <summary>Starts that count for one rate.</summary>
/// <param name="Name">Of the type or key.</param>
/// <param name="LeftAt">When they left for their workers, in ticks, oldest first.</param>
/// <param name="Writing">Of the commit that the capture ends with.</param>
/// <param name="InDoubt">Of which it is not known whether they left.</param>
internal sealed record CountedStarts(RateScope Scope, string Name, IReadOnlyList<long> LeftAt, int Writing, int InDoubt);

internal enum RateScope
{
    Queue = 0,
    Type = 1,
    Key = 2,
}
