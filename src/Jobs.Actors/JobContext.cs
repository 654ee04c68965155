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

    /// <summary>Logs in the job's scope (job id, queue, type, attempt, and the trace id of who enqueued it).</summary>
    public abstract ILogger Logger { get; }

    /// <summary>The caller's W3C <c>traceparent</c>; empty when it gave none.</summary>
    public abstract string TraceParent { get; }

    /// <summary>Shows how far the attempt is, 0 to 100. Cheap: only the newest is kept.</summary>
    public abstract void Progress(double percent, string? message = null);

    /// <summary>
    /// Does a step of the job once. A step that succeeded before, in this attempt or an earlier one of the job, is not run again: what it returned then is returned. Returns when the step's
    /// result is durable. Kept over retries, crashes, shutdowns, snoozes and a replay as it was; a rerun, and another payload, start fresh.
    /// A process that dies between the work and the stored result runs the step again: it runs at least once, and mostly once.
    /// </summary>
    /// <param name="key">Names the step within its job: 1 to <see cref="StepBounds.KeyLengthMax"/> printable characters. Two calls at the same time with one key run the work once.</param>
    /// <param name="work">An exception is the caller's, and nothing is kept. Its result is kept as JSON, within <see cref="StepBounds"/>.</param>
    /// <exception cref="AttemptOverException">The attempt has ended meanwhile; the step was done and is not kept.</exception>
    /// <exception cref="PermanentJobException">The result can not be kept: too large, one too many, not writable as JSON, or kept earlier as another type.</exception>
    public abstract Task<TResult> OnceAsync<TResult>(string key, Func<Task<TResult>> work);

    /// <inheritdoc cref="OnceAsync{TResult}(string, Func{Task{TResult}})"/>
    public Task OnceAsync(string key, Func<Task> work) => OnceAsync<object?>(key, async () =>
    {
        await work().ConfigureAwait(false);
        return null;
    });

    /// <summary>Ends the attempt by an exception: the job runs again after <paramref name="delay"/> and the attempt is given back.</summary>
    [DoesNotReturn]
    public abstract void Snooze(TimeSpan delay);

    /// <summary>Ends the attempt by an exception: the job goes to the dead letters.</summary>
    [DoesNotReturn]
    public abstract void Reject(string reason);
}
