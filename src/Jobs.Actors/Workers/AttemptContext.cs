using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Microsoft.Extensions.Logging;

namespace Jobs.Workers;

/// <summary>The context of one attempt. Never used for another: what a handler left running may go on calling it.</summary>
internal sealed class AttemptContext(Workplace workplace, JobStart start, IActorRef worker, IActorRef router, CancellationToken cancel) : JobContext
{
    private AttemptProgressBox? _progress;
    private AttemptLogger? _logger;
    private AttemptSteps? _steps;

    public override JobId JobId => start.Key.Job;

    public override string Queue => workplace.Queue;

    public override string Type => start.Type;

    public override int Attempt => start.Attempt;

    public override int MaxAttempts => start.MaxAttempts;

    public override JobPayload Payload => start.Payload;

    public override string IdempotencyKey => $"{Queue}/{JobId}";

    // Two threads may each make one; either does.
    public override ILogger Logger => _logger ??= new AttemptLogger(workplace.HandlerLog, this);

    public override string TraceParent => start.TraceParent;

    public override void Progress(double percent, string? message = null) => ProgressBox().Put(percent, message);

    public override Task<TResult> OnceAsync<TResult>(string key, Func<Task<TResult>> work) => Steps().OnceAsync(key, work);

    [DoesNotReturn]
    public override void Snooze(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, JobBounds.DelayMax);
        throw new SnoozeException(delay);
    }

    [DoesNotReturn]
    public override void Reject(string reason) =>
        throw new RejectException(new JobError(JobErrors.RejectedType, CleanText.Of(reason, JobError.MessageBytesMax)));

    /// <summary>The progress that has not been shown yet; later calls have no effect.</summary>
    public AttemptProgress? CloseProgress() => Volatile.Read(ref _progress)?.Close();

    // Made at the first use: most handlers have no steps.
    private AttemptSteps Steps()
    {
        if (Volatile.Read(ref _steps) is { } steps)
            return steps;
        var made = new AttemptSteps(start, router, cancel);
        return Interlocked.CompareExchange(ref _steps, made, null) ?? made;
    }

    private AttemptProgressBox ProgressBox()
    {
        if (Volatile.Read(ref _progress) is { } box)
            return box;
        var made = new AttemptProgressBox(start.Key, worker);
        return Interlocked.CompareExchange(ref _progress, made, null) ?? made;
    }
}
