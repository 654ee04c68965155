using Jobs.Checkpoints;

namespace Jobs.Queues;

/// <summary>The life of one of a partition's persistent actors, over all its incarnations: when the next one starts, how it is to read its journal, and why it is down.</summary>
internal sealed class PartitionChild
{
    private readonly RestartBackoff _backoff = new();
    private RecoveryFailed? _failure;

    /// <summary>The next one reads the journal alone, and starts at once.</summary>
    public bool WillReplayWhole { get; private set; }

    public CheckpointPlan Start(CheckpointPlan plan, DateTimeOffset now)
    {
        _backoff.Started(now);
        _failure = null;
        var whole = WillReplayWhole;
        WillReplayWhole = false;
        return plan with { ReplayWhole = whole };
    }

    /// <summary>Its index and its journal do not fit together.</summary>
    public void ReplaysWhole() => WillReplayWhole = true;

    public void Failed(RecoveryFailed failure) => _failure = failure;

    /// <summary>How long after the end of one the next starts; null: not at all.</summary>
    public TimeSpan? Next(DateTimeOffset now) => _failure is { StaysDown: true } ? null : _backoff.Next(now);

    public string Describe(TimeSpan retryAfter) => _failure switch
    {
        { StaysDown: true } => _failure.Reason,
        { } failure => $"{failure.Reason}; next start within {retryAfter.TotalSeconds:0.0} s",
        null => $"its actor stopped after a fault; see the log; next start within {retryAfter.TotalSeconds:0.0} s",
    };
}
