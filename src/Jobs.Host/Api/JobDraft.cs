using Jobs.Hosting;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>A job as far as a sender has said it.</summary>
internal sealed class JobDraft
{
    public string? Queue { get; set; }
    public string? Type { get; set; }
    public JobPayload? Payload { get; set; }
    public JobId? Id { get; set; }
    public int? Priority { get; set; }
    public TimeSpan? Delay { get; set; }
    public DateTimeOffset? RunAt { get; set; }
    public int? MaxAttempts { get; set; }
    public TimeSpan? Timeout { get; set; }
    public BackoffDraft? Backoff { get; set; }
    public string? PartitionKey { get; set; }
    public string? UniqueKey { get; set; }
    public bool UniqueByPayload { get; set; }
    public TimeSpan? UniqueFor { get; set; }
    public UniqueConflict? OnConflict { get; set; }
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>The message, completed from the queue's settings; null when something is missing, which <paramref name="reader"/> then has as an error.</summary>
    /// <param name="settings">null for a queue that does not exist, which the queues themselves refuse.</param>
    /// <param name="by">Who sends it.</param>
    public EnqueueJob? Build(ref FieldReader reader, string queue, QueueSettings? settings, string by)
    {
        if (Delay is not null && RunAt is not null)
            reader.Refuse("runAt", "not together with delayMs");
        if (UniqueKey is not null && UniqueByPayload)
            reader.Refuse("unique", "not together with uniqueKey");
        if (UniqueKey is null && !UniqueByPayload && (UniqueFor is not null || OnConflict is not null))
            reader.Refuse("uniqueKey", "missing; without it (or unique) uniqueForMs and onConflict say nothing");
        var type = Type ?? settings?.DefaultType;
        if (type is null && settings is not null)
            reader.Refuse("type", $"missing, and queue '{queue}' has no default-type");
        var retry = Backoff?.Build(ref reader, settings?.Retry ?? new RetryPolicy());
        if (reader.HasErrors)
            return null;
        return new EnqueueJob(queue, type ?? "", Payload!)
        {
            Id = Id ?? JobId.New(),
            Priority = Priority ?? JobPriority.Normal,
            Delay = Delay,
            RunAt = RunAt,
            MaxAttempts = MaxAttempts,
            Timeout = Timeout,
            Retry = retry,
            PartitionKey = PartitionKey,
            UniqueKey = UniqueByPayload ? Jobs.UniqueKey.OfPayload(Payload!) : UniqueKey,
            UniqueFor = UniqueFor,
            OnConflict = OnConflict ?? UniqueConflict.Return,
            Tags = Tags,
            By = by,
        };
    }
}
