namespace Jobs.Checkpoints;

/// <summary>
/// All that a snapshot holds. Its number says that the index speaks for everything up to there: it bounds the replay, which Akka.NET can not begin at a number without a snapshot.
/// </summary>
/// <param name="Marks">When which number was written, oldest first: what is known about the age of the journal's rows.</param>
/// <param name="DeletedTo">The journal's rows up to this number were deleted, or are being.</param>
internal sealed record IndexPointer(IReadOnlyList<JournalMark> Marks, long DeletedTo);

internal readonly record struct JournalMark(long SequenceNr, DateTimeOffset At);
