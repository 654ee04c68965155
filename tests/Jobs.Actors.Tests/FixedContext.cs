using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobs.Actors.Tests;

/// <summary>A context for handlers that are called without a worker.</summary>
internal sealed class FixedContext(JobPayload payload) : JobContext
{
    public override JobId JobId { get; } = JobId.Parse("job-1");

    public override string Queue => "q";

    public override string Type => "t";

    public override int Attempt => 1;

    public override int MaxAttempts => 3;

    public override JobPayload Payload { get; } = payload;

    public override string IdempotencyKey => "q/job-1";

    public override ILogger Logger => NullLogger.Instance;

    public override string TraceParent => "";

    public override void Progress(double percent, string? message = null)
    {
    }

    [DoesNotReturn]
    public override void Snooze(TimeSpan delay) => throw new NotSupportedException();

    [DoesNotReturn]
    public override void Reject(string reason) => throw new NotSupportedException();
}
