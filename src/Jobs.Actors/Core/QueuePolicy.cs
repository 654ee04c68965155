using System.Collections.Frozen;
using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Core;

/// <summary>What the settings grant: read by the steps, never by <see cref="QueueState.Apply(QueueEvent)"/>. What a job says counts first, then its type, then its queue.</summary>
internal sealed record QueuePolicy(string Queue, QueueSettings Settings, int CrashLimit, int PayloadBytesMax)
{
    /// <summary>Jobs that one partition holds in memory at most: unfinished, dead, and finished ones whose details are kept. Beyond it new ones are refused.</summary>
    public const int JobsMax = 5_000_000;

    /// <summary>What the types say that say anything.</summary>
    public FrozenDictionary<string, TypeSettings> Types { get; init; } = FrozenDictionary<string, TypeSettings>.Empty;

    public int MaxAttempts(EnqueueJob job) => job.MaxAttempts ?? Of(job.Type)?.MaxAttempts ?? Settings.MaxAttempts;

    public TimeSpan Timeout(EnqueueJob job) => job.Timeout ?? Of(job.Type)?.Timeout ?? Settings.Timeout;

    public RetryPolicy Retry(Job job) => job.Retry ?? Of(job.Type)?.Retry ?? Settings.Retry;

    public TimeSpan RetryFor(Job job) => Of(job.Type)?.RetryFor ?? Settings.RetryFor;

    private TypeSettings? Of(string type) => Types.Count == 0 ? null : Types.GetValueOrDefault(type);
}
