using Jobs.Core;
using Microsoft.Extensions.Logging;

namespace Jobs.Telemetry;

/// <summary>One line per step of a job's life, in its own category so that it can be switched on and off apart: Warning when a retry follows, Error when the job is dead. Ids 200 to 299.</summary>
internal static partial class StepLog
{
    public const string Category = "Jobs.Steps";

    public static void Write(ILogger logger, string queue, QueueEvent e, QueueState state)
    {
        switch (e)
        {
            case JobStarted started: Claimed(logger, queue, started.Id, Type(state, started.Id), started.Attempt); break;
            case JobLeased leased: Leased(logger, queue, leased.Id, Type(state, leased.Id), leased.Worker, leased.Attempt); break;
            case LateAnswerRefused late: Late(logger, queue, late.Id, late.Answer); break;
            case JobCompleted completed: Done(logger, queue, completed.Id, Type(state, completed.Id)); break;
            case JobFailed failed: Failed(logger, queue, failed.Id, failed.Error.Type, failed.Error.Message, failed.RetryAt); break;
            case JobDied died: Dead(logger, queue, died.Id, died.Error.Type, died.Error.Message); break;
            case JobInterrupted interrupted: Interrupted(logger, queue, interrupted.Id, state.Find(interrupted.Id) is { Lease: not null } ? "lease that ran out" : interrupted.Crashed ? "crash" : "shutdown"); break;
            case JobCancelRequested requested: CancelRequested(logger, queue, requested.Id, requested.Cause.By); break;
            case JobCancelled cancelled: Cancelled(logger, queue, cancelled.Id, cancelled.Cause.By); break;
            case JobReplayed replayed: Replayed(logger, queue, replayed.Id, replayed.Cause.By); break;
        }
    }

    private static string Type(QueueState state, JobId id) => state.Find(id)?.Type ?? "";

    [LoggerMessage(200, LogLevel.Information, "{Queue} {Job} {Type} claimed, attempt {Attempt}")]
    private static partial void Claimed(ILogger logger, string queue, JobId job, string type, int attempt);

    [LoggerMessage(201, LogLevel.Information, "{Queue} {Job} {Type} done")]
    private static partial void Done(ILogger logger, string queue, JobId job, string type);

    [LoggerMessage(202, LogLevel.Warning, "{Queue} {Job} failed ({ErrorType}: {Message}), retries at {RetryAt:HH:mm:ss.fff}")]
    private static partial void Failed(ILogger logger, string queue, JobId job, string errorType, string message, DateTimeOffset retryAt);

    [LoggerMessage(203, LogLevel.Error, "{Queue} {Job} dead ({ErrorType}: {Message})")]
    private static partial void Dead(ILogger logger, string queue, JobId job, string errorType, string message);

    [LoggerMessage(204, LogLevel.Warning, "{Queue} {Job} interrupted by a {Cause}; the attempt is given back")]
    private static partial void Interrupted(ILogger logger, string queue, JobId job, string cause);

    [LoggerMessage(206, LogLevel.Information, "{Queue} {Job} is told to stop: cancelled by {By}")]
    private static partial void CancelRequested(ILogger logger, string queue, JobId job, string by);

    [LoggerMessage(207, LogLevel.Information, "{Queue} {Job} cancelled by {By}")]
    private static partial void Cancelled(ILogger logger, string queue, JobId job, string by);

    [LoggerMessage(205, LogLevel.Information, "{Queue} {Job} replayed by {By}")]
    private static partial void Replayed(ILogger logger, string queue, JobId job, string by);

    [LoggerMessage(208, LogLevel.Information, "{Queue} {Job} {Type} leased by {Worker}, attempt {Attempt}")]
    private static partial void Leased(ILogger logger, string queue, JobId job, string type, string worker, int attempt);

    [LoggerMessage(209, LogLevel.Warning, "{Queue} {Job}: a late {Answer} was refused, its worker had lost the lease")]
    private static partial void Late(ILogger logger, string queue, JobId job, LeaseAnswer answer);
}
