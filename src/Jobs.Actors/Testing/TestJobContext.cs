using System.Diagnostics.CodeAnalysis;
using Jobs.Messages;
using Jobs.Workers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobs.Testing;

/// <summary>
/// What a handler is given in a test that calls it directly, without a queue: says what the test wants it to say, and remembers what the handler said. <see cref="Snooze"/> and
/// <see cref="Reject"/> leave the handler by the same exceptions as in a queue, which a test catches as <see cref="Exception"/>.
/// </summary>
public sealed class TestJobContext : JobContext
{
    private readonly List<JobProgress> _shown = [];

    public override JobId JobId => Id;

    public override string Queue => QueueName;

    public override string Type => TypeName;

    public override int Attempt => AttemptNumber;

    public override int MaxAttempts => AttemptsGranted;

    public override JobPayload Payload => Given;

    public override string IdempotencyKey => $"{Queue}/{JobId}";

    public override ILogger Logger => Log;

    public override string TraceParent => "";

    /// <summary>Default: a new one.</summary>
    public JobId Id { get; init; } = JobId.New();

    /// <summary>Default <c>test</c>.</summary>
    public string QueueName { get; init; } = "test";

    /// <summary>Default <c>test</c>.</summary>
    public string TypeName { get; init; } = "test";

    /// <summary>Default 1.</summary>
    public int AttemptNumber { get; init; } = 1;

    /// <summary>Default 3.</summary>
    public int AttemptsGranted { get; init; } = 3;

    /// <summary>Default the JSON value null: a handler has its payload as its first argument.</summary>
    public JobPayload Given { get; init; } = JobPayload.Null;

    /// <summary>Default none.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>Every progress that the handler showed, in order. A queue would show the newest only.</summary>
    public IReadOnlyList<JobProgress> Shown => _shown;

    /// <summary>For how long the handler snoozed; null: it did not.</summary>
    public TimeSpan? SnoozedFor { get; private set; }

    /// <summary>Why the handler rejected the job; null: it did not.</summary>
    public string? RejectedWith { get; private set; }

    public override void Progress(double percent, string? message = null) => _shown.Add(new JobProgress(percent, message));

    /// <summary>What the steps that the handler has done once returned, by their keys. Fill it to begin as an attempt after others.</summary>
    public IDictionary<string, object?> Steps { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    public override async Task<TResult> OnceAsync<TResult>(string key, Func<Task<TResult>> work)
    {
        if (!Steps.TryGetValue(key, out var result))
            Steps[key] = result = await work().ConfigureAwait(false);
        return (TResult)result!;
    }

    [DoesNotReturn]
    public override void Snooze(TimeSpan delay)
    {
        SnoozedFor = delay;
        throw new SnoozeException(delay);
    }

    [DoesNotReturn]
    public override void Reject(string reason)
    {
        RejectedWith = reason;
        throw new RejectException(new JobError(JobErrors.RejectedType, reason));
    }
}
