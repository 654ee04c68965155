using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Jobs;

/// <summary>What a handler knows and may say about the attempt that it runs.</summary>
public abstract class JobContext
{
    public abstract JobId JobId { get; }

    public abstract string Queue { get; }

    public abstract string Type { get; }

    /// <summary>From 1; an attempt that was given back (crash, snooze, shutdown) is counted again.</summary>
    public abstract int Attempt { get; }

    public abstract int MaxAttempts { get; }

    public abstract JobPayload Payload { get; }

    /// <summary>The same in every attempt and replay of this job: give it to services that drop repeats.</summary>
    public abstract string IdempotencyKey { get; }

    /// <summary>Logs in the job's scope (job id, queue, type, attempt).</summary>
    public abstract ILogger Logger { get; }

    /// <summary>The caller's W3C <c>traceparent</c>; empty when it gave none.</summary>
    public abstract string TraceParent { get; }

    /// <summary>Shows how far the attempt is, 0 to 100. Cheap: only the newest is kept.</summary>
    public abstract void Progress(double percent, string? message = null);

    /// <summary>Ends the attempt by an exception: the job runs again after <paramref name="delay"/> and the attempt is given back.</summary>
    [DoesNotReturn]
    public abstract void Snooze(TimeSpan delay);

    /// <summary>Ends the attempt by an exception: the job goes to the dead letters.</summary>
    [DoesNotReturn]
    public abstract void Reject(string reason);
}
