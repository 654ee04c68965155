using Jobs.Messages;

namespace Jobs.Core.Tests.Model;

/// <summary>A job of <see cref="NaiveQueue"/>.</summary>
internal sealed record NaiveJob(EnqueueJob Asked, int Sequence, int MaxAttempts, RetryPolicy Retry)
{
    public JobStatus Status { get; init; } = JobStatus.Pending;

    public JobPayload Payload { get; init; } = Asked.Payload;

    public int Attempts { get; init; }

    public int Crashes { get; init; }

    public int Replays { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public DateTimeOffset RetriedSince { get; init; }

    public int Start { get; init; }

    public int? Worker { get; init; }

    public int Ended { get; init; }

    public bool IsSuspect => Crashes >= 2;

    public override string ToString() =>
        $"{Asked.Id} #{Sequence} {Status.Name()} attempts {Attempts}/{MaxAttempts} crashes {Crashes} replays {Replays} due {DueAt:O} start {Start} worker {Worker} payload {Convert.ToHexString(Payload.Bytes.Span)}";
}
