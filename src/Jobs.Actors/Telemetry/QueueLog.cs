using Microsoft.Extensions.Logging;

namespace Jobs.Telemetry;

/// <summary>What queues and dead letters say to those who run them. Ids 100 to 199.</summary>
internal static partial class QueueLog
{
    [LoggerMessage(100, LogLevel.Error, "{PersistenceId}: write {SequenceNr} failed; its outcome is unknown. The actor starts anew after a back-off; nothing unconfirmed was acknowledged.")]
    public static partial void WriteFailed(ILogger logger, string persistenceId, long sequenceNr, Exception cause);

    [LoggerMessage(101, LogLevel.Error, "{PersistenceId}: recovery failed after {SequenceNr}. The queue stays down and is tried again after a back-off.")]
    public static partial void RecoveryFailed(ILogger logger, string persistenceId, long sequenceNr, Exception cause);

    [LoggerMessage(102, LogLevel.Error, "{PersistenceId}: the clock is {Lag} behind the newest event. Time stands still for this queue until the clock has caught up.")]
    public static partial void ClockIsBehind(ILogger logger, string persistenceId, TimeSpan lag);

    [LoggerMessage(103, LogLevel.Information, "Queue {Queue} is ready: {Jobs} jobs, {Starts} starts so far, {Owed} deaths to hand over.")]
    public static partial void Recovered(ILogger logger, string queue, int jobs, long starts, int owed);

    [LoggerMessage(104, LogLevel.Warning, "Queue {Queue}: {Interrupted} jobs ran when the host process died; they got their attempt back or reached the crash limit.")]
    public static partial void CrashesFound(ILogger logger, string queue, int interrupted);

    [LoggerMessage(105, LogLevel.Warning, "Queue {Queue}: a late or repeated outcome of job {Job} (start {Start}) was refused: that attempt has ended before.")]
    public static partial void OutcomeRefused(ILogger logger, string queue, JobId job, long start);

    [LoggerMessage(106, LogLevel.Warning, "{PersistenceId} is down and starts again in {Delay}.")]
    public static partial void StartsAgain(ILogger logger, string persistenceId, TimeSpan delay);

    [LoggerMessage(110, LogLevel.Information, "Queue {Queue} has {Workers} workers now, {Before} before; {Min} to {Max} are allowed.")]
    public static partial void Scaled(ILogger logger, string queue, int before, int workers, int min, int max);

    [LoggerMessage(107, LogLevel.Warning, "Dead letters of {Queue} hold {Letters}, their limit; the queue keeps further dead jobs until letters are replayed or deleted.")]
    public static partial void DeadLettersFull(ILogger logger, string queue, int letters);

    [LoggerMessage(120, LogLevel.Information, "Queue {Queue} is {Mode} now, by {By}. Reason: {Reason}; until {Until}.")]
    public static partial void FlowChanged(ILogger logger, string queue, Messages.QueueMode mode, string by, string? reason, DateTimeOffset? until);

    [LoggerMessage(108, LogLevel.Error, "Dead letters of {Queue} hold death {Held}, the queue knows {Known}: its journal was restored from an older backup than theirs. Deaths stay in the queue.")]
    public static partial void DeadLettersAhead(ILogger logger, string queue, long held, long known);

    [LoggerMessage(130, LogLevel.Critical, "{PersistenceId} stays down: {Reason}")]
    public static partial void StaysDown(ILogger logger, string persistenceId, string reason, Exception cause);

    [LoggerMessage(135, LogLevel.Error, "{PersistenceId}: what the index says up to {SequenceNr} contradicts itself.")]
    public static partial void IndexDamaged(ILogger logger, string persistenceId, long sequenceNr, Exception cause);

    [LoggerMessage(131, LogLevel.Warning, "{PersistenceId}: the pointer says {Pointer}, the index {Index}, the journal {Highest}; they do not fit together, so the whole journal is read.")]
    public static partial void IndexDoesNotFit(ILogger logger, string persistenceId, long pointer, long? index, long highest);

    [LoggerMessage(132, LogLevel.Error, "{PersistenceId}: the index could not store what happened up to {SequenceNr}; again in {Delay}. Nothing is lost: the journal has it.")]
    public static partial void IndexFailed(ILogger logger, string persistenceId, long sequenceNr, TimeSpan delay, Exception cause);

    [LoggerMessage(133, LogLevel.Warning, "{PersistenceId}: the pointer to {SequenceNr} could not be saved; the next start reads more of the journal.")]
    public static partial void PointerFailed(ILogger logger, string persistenceId, long sequenceNr, Exception cause);

    [LoggerMessage(136, LogLevel.Error, "Queue {Queue}: payloads of jobs that are to start can not be read from the index; again in {Delay}. Until then these jobs wait.")]
    public static partial void PayloadsUnreadable(ILogger logger, string queue, TimeSpan delay, Exception cause);

    [LoggerMessage(140, LogLevel.Error, "Queue {Queue}: {Observer} failed at being told of a commit. The queue goes on.")]
    public static partial void ObserverFailed(ILogger logger, string queue, Type observer, Exception cause);

    [LoggerMessage(134, LogLevel.Warning, "{PersistenceId}: old rows up to {SequenceNr} could not be deleted from the journal; tried again with the next pointer.")]
    public static partial void TrimFailed(ILogger logger, string persistenceId, long sequenceNr, Exception cause);
}
