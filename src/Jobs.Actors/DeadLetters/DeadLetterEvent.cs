using Jobs.Core;

namespace Jobs.DeadLetters;

/// <summary>A fact in the life of the dead letters of one partition.</summary>
internal abstract record DeadLetterEvent(DateTimeOffset At);

/// <summary>A dead job was taken.</summary>
/// <param name="Number">Its place in the stream of deaths.</param>
internal sealed record LetterBuried(long Number, Letter Letter, DateTimeOffset At) : DeadLetterEvent(At);

/// <summary>A letter is on its way back.</summary>
/// <param name="Number">Its place in the stream of returns.</param>
internal sealed record ReplayStarted(JobId Id, long Number, JobPayload? Payload, Cause Cause, DateTimeOffset At) : DeadLetterEvent(At);

/// <summary>A letter was deleted; its queue is told by the stream of returns.</summary>
internal sealed record LetterDeleted(JobId Id, long Number, Cause Cause, DateTimeOffset At) : DeadLetterEvent(At);

/// <summary>The queue holds every return up to this number.</summary>
internal sealed record ReturnsTaken(long UpTo, DateTimeOffset At) : DeadLetterEvent(At);
