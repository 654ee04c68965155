using Jobs.Core;
using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>Pictures of a queue's state for readers.</summary>
internal static class JobViews
{
    /// <summary>If its payload is elsewhere, it is shown as null: who shows it completes it.</summary>
    public static JobView Of(Job job, PartitionContext context) => new()
    {
        Id = job.Id,
        Queue = context.Queue,
        Type = job.Type,
        Status = job.Status,
        Payload = job.Payload ?? JobPayload.Null,
        Priority = job.Priority,
        Attempts = job.Attempts,
        MaxAttempts = job.MaxAttempts,
        Crashes = job.Crashes,
        Replays = job.Replays,
        CreatedAt = job.CreatedAt,
        UpdatedAt = job.UpdatedAt,
        ScheduledFor = job.Status is JobStatus.Scheduled or JobStatus.Failed ? job.DueAt : null,
        StartedAt = job.StartedAt,
        CompletedAt = job.EndedAt,
        CancelRequestedAt = job.CancelRequest?.At,
        WorkerId = job.StartedAt is null ? null : job.Lease?.Worker ?? context.WorkerId(job.Worker),
        Timeout = job.Timeout,
        LastError = job.LastError,
        Result = job.Result,
        Progress = job.Progress,
        Steps = job.StepResults.Count == 0 ? [] : [.. job.StepResults.Select(step => step.Key)],
        Tags = job.Tags,
        UniqueKey = job.Unique?.Key,
        PartitionKey = job.PartitionKey.Length == 0 ? null : job.PartitionKey,
        TraceParent = job.Cause.TraceParent is { Length: > 0 } traceParent ? traceParent : null,
        History = HistoryOf(job.Past?.History ?? JobHistory.Of(job.CreatedAt, job.By)),
    };

    public static QueueView Of(QueueState state, PartitionContext context, RateMeter rates, DateTimeOffset now) => new(
        context.Queue,
        QueueHealth.Ready,
        new JobCounts(
            state[JobStatus.Pending].Count,
            state[JobStatus.Scheduled].Count,
            state[JobStatus.Processing].Count,
            state[JobStatus.Failed].Count,
            state.Completed,
            state[JobStatus.Dead].Count,
            state.Cancelled),
        state.Limits.Concurrency,
        state[JobStatus.Pending].Oldest is { } oldest ? now - oldest.UpdatedAt : null,
        rates.Rates(now))
    {
        Flow = state.Flow,
        RateLimit = state.Limits.Rate,
        IsChanged = state.Limits.IsLive,
    };

    private static string Name(JobStepKind kind) => kind == JobStepKind.CancelRequested ? "cancel-requested" : kind.ToString().ToLowerInvariant();

    private static IReadOnlyList<HistoryEntry> HistoryOf(JobHistory history) => [.. Enumerable.Range(0, history.Count).Select(step => Of(history[step]))];

    private static HistoryEntry Of(JobStep step) => new(step.At, Name(step.Kind), step.Attempt, step.By, step.Detail, step.Error);
}
