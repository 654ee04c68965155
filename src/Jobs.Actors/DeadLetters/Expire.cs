using Jobs.Core;
using Jobs.Hosting;

namespace Jobs.DeadLetters;

/// <summary>Letters that have been kept as long as their queue says are deleted, the oldest first.</summary>
internal static class Expire
{
    /// <summary>Letters deleted in one turn of their actor.</summary>
    public const int SliceMax = 500;

    /// <summary>Who deletes them, in the job's history.</summary>
    public static Cause Cause { get; } = new("retention", "");

    public static IReadOnlyList<LetterDeleted> Decide(DeadLetterState state, TimeSpan kept, DateTimeOffset now)
    {
        if (kept == Retention.Off)
            return [];
        return [.. Staying(state)
            .TakeWhile(entry => now - entry.Letter.DiedAt >= kept)
            .Take(SliceMax)
            .Select((entry, place) => new LetterDeleted(entry.Letter.Id, state.LastReturn + 1 + place, Cause, now))];
    }

    /// <summary>When the oldest is due; null: none ever is.</summary>
    public static DateTimeOffset? NextAt(DeadLetterState state, TimeSpan kept) =>
        kept == Retention.Off || Staying(state).FirstOrDefault() is not { } oldest ? null : oldest.Letter.DiedAt + kept;

    private static IEnumerable<DeadLetterState.Entry> Staying(DeadLetterState state) => state.Oldest.Where(entry => !entry.IsReturning);
}
