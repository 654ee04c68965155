using Jobs.Core.Limits;

namespace Jobs.Core.Waiting;

/// <summary>The words of <see cref="Messages.JobWaiting.Reason"/>, which never change.</summary>
internal static class WaitingReasons
{
    public const string Time = "time";
    public const string Retry = "retry";
    public const string Stopping = "stopping";
    public const string Paused = "paused";
    public const string Unique = "unique";
    public const string Suspect = "suspect";
    public const string Pool = "pool";
    public const string Ready = "ready";

    public static string Of(LimitKind kind) => kind switch
    {
        LimitKind.QueueConcurrency => "queue-concurrency",
        LimitKind.QueueRate => "queue-rate",
        LimitKind.TypeConcurrency => "type-concurrency",
        LimitKind.TypeRate => "type-rate",
        LimitKind.PartitionConcurrency => "partition-concurrency",
        LimitKind.PartitionRate => "partition-rate",
        LimitKind.Fifo => "fifo",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
