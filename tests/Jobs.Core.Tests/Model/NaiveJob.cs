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

    public int Priority { get; init; } = Asked.Priority;

    public bool ToStop { get; init; }

    public int? Worker { get; init; }

    public int Ended { get; init; }

    /// <summary>It has started and has not ended.</summary>
    public bool HoldsLine { get; init; }

    /// <summary>Keys of the steps that are done.</summary>
    public string Steps { get; init; } = "";

    public int LostLeases { get; init; }

    public bool IsLeased => Status == JobStatus.Processing && Leases is [.., { End: null }];

    /// <summary>Oldest first, all of them.</summary>
    public IReadOnlyList<NaiveLease> Leases { get; init; } = [];

    public bool IsSuspect => Crashes - LostLeases >= 2;

    public override string ToString() =>
        $"{Asked.Id} #{Sequence} {Status.Name()} attempts {Attempts}/{MaxAttempts} crashes {Crashes} replays {Replays} due {DueAt:O} start {Start} worker {Worker} lease {(IsLeased ? $"{Leases[^1].Worker} until {Leases[^1].Until:O}" : "none")} priority {Priority}{(ToStop ? " to stop" : "")} steps {Steps} payload {Convert.ToHexString(Payload.Bytes.Span)}";
}

/// <param name="End">What ended it: an answer, its time, or a cancel; null while it is open.</param>
internal sealed record NaiveLease(LeaseToken Token, string Worker, TimeSpan Length, DateTimeOffset Until, string? End = null, bool HasLateAnswer = false);
