using Microsoft.Extensions.Logging;

namespace Jobs.Telemetry;

/// <summary>What workers say. Ids 2000 to 2099.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(2000, LogLevel.Warning, "{Queue}: job {Job} ({Type}) on worker {Worker} has ignored its cancelled token for {GraceMs} ms. It is reported as ended; its handler goes on unseen ({Stuck} of at most {StuckMax} such).")]
    public static partial void HandlerStuck(ILogger log, string queue, JobId job, string type, int worker, double graceMs, int stuck, int stuckMax);

    [LoggerMessage(2001, LogLevel.Warning, "{Queue}: job {Job} ({Type}) on worker {Worker} ignores its cancelled token, like {StuckMax} others before it. Its worker stays occupied until one of them ends.")]
    public static partial void StuckLimitReached(ILogger log, string queue, JobId job, string type, int worker, int stuckMax);

    [LoggerMessage(2002, LogLevel.Information, "{Queue}: the handler of job {Job} ({Type}), given up before on worker {Worker}, has ended with {Outcome}. That changes nothing.")]
    public static partial void StuckHandlerEnded(ILogger log, string queue, JobId job, string type, int worker, string outcome);

    [LoggerMessage(2003, LogLevel.Error, "{Queue}: worker {Worker} has stopped unexpectedly; another takes its place.")]
    public static partial void WorkerDied(ILogger log, string queue, int worker);

    [LoggerMessage(2004, LogLevel.Warning, "{Queue}: job {Job} waits for worker {Worker}, which is busy. The queue should not have chosen it.")]
    public static partial void WorkerBusy(ILogger log, string queue, JobId job, int worker);

    [LoggerMessage(2005, LogLevel.Information, "{Queue}: the drain time is over; {Running} running jobs are cancelled.")]
    public static partial void DrainTimeOver(ILogger log, string queue, int running);

    [LoggerMessage(2006, LogLevel.Warning, "The handler of {Type}, or its scope, failed when it was disposed. The attempt has its outcome without that.")]
    public static partial void DisposeFailed(ILogger log, Exception exception, string type);

    [LoggerMessage(2007, LogLevel.Warning, "A callback on the cancellation token of job type {Type} failed.")]
    public static partial void CancelCallbackFailed(ILogger log, Exception exception, string type);

    [LoggerMessage(2008, LogLevel.Warning, "{Queue}: the retry policy of {Type}, asked about job {Job}, failed. The configured policy decides.")]
    public static partial void RetryPolicyFailed(ILogger log, Exception exception, string queue, JobId job, string type);

    [LoggerMessage(2009, LogLevel.Warning, "{Queue}: the retry policy of {Type}, asked about job {Job}, answered a wait of {Delay}; 0 to {DelayMax} is allowed. The configured policy decides.")]
    public static partial void RetryPolicyNonsense(ILogger log, string queue, JobId job, string type, TimeSpan delay, TimeSpan delayMax);
}
