using Jobs.Messages;

namespace Jobs.Core.Lifecycle;

/// <summary>Checks what a sender says against the bounds of <see cref="JobBounds"/>, whoever the sender is.</summary>
internal static class Admission
{
    /// <summary>The first thing that is wrong, or null.</summary>
    public static Refusal? Check(EnqueueJob job, QueuePolicy policy)
    {
        if (job.Id.IsEmpty)
            return Refusals.Invalid("id", "missing; make one with JobId.New()");
        if (!JobBounds.IsPrintable(job.Type, JobBounds.TypeLengthMax))
            return Refusals.Invalid("type", $"expected 1..{JobBounds.TypeLengthMax} printable characters");
        if (CheckPayload(job.Payload, policy) is { } payload)
            return payload;
        if (job.Tags is null || job.Retry is { Delays: null })
            return Refusals.Invalid("job", "tags and backoff.delaysMs may be empty but not null");
        if (CheckPriority(job.Priority) is { } priority)
            return priority;
        if (job.MaxAttempts is < JobBounds.MaxAttemptsMin or > JobBounds.MaxAttemptsMax)
            return Refusals.Invalid("maxAttempts", $"expected {JobBounds.MaxAttemptsMin}..{JobBounds.MaxAttemptsMax}, got {job.MaxAttempts}");
        if (job.Timeout is { } timeout && (timeout < JobBounds.TimeoutMin || timeout > JobBounds.TimeoutMax))
            return Refusals.Invalid("timeoutMs", $"expected {JobBounds.TimeoutMin.TotalMilliseconds:0}..{JobBounds.TimeoutMax.TotalMilliseconds:0}, got {timeout.TotalMilliseconds:0}");
        if (job.PartitionKey is not null && !JobBounds.IsPrintable(job.PartitionKey, JobBounds.KeyLengthMax))
            return Refusals.Invalid("partitionKey", $"expected 1..{JobBounds.KeyLengthMax} printable characters");
        if (job.UniqueKey is not null && !JobBounds.IsPrintable(job.UniqueKey, JobBounds.KeyLengthMax))
            return Refusals.Invalid("uniqueKey", $"expected 1..{JobBounds.KeyLengthMax} printable characters");
        if (job.UniqueFor is { } window && (window < JobBounds.UniqueForMin || window > JobBounds.UniqueForMax))
            return Refusals.Invalid("uniqueForMs", $"expected {JobBounds.UniqueForMin.TotalMilliseconds:0}..{JobBounds.UniqueForMax.TotalMilliseconds:0}, got {window.TotalMilliseconds:0}");
        if (job.UniqueKey is null && (job.UniqueFor is not null || job.OnConflict != UniqueConflict.Return))
            return Refusals.Invalid("uniqueKey", "missing; without it uniqueForMs and onConflict say nothing");
        if (!Enum.IsDefined(job.OnConflict))
            return Refusals.Invalid("onConflict", "expected return, replace or debounce");
        return CheckCause(job.By, job.TraceParent) ?? CheckTime(job) ?? CheckTags(job.Tags) ?? CheckRetry(job.Retry);
    }

    public static Refusal? CheckPriority(int priority) => priority is < JobPriority.Critical or > JobPriority.Lowest
        ? Refusals.Invalid("priority", $"expected {JobPriority.Critical}..{JobPriority.Lowest}, got {priority}")
        : null;

    public static Refusal? CheckPayload(JobPayload? payload, QueuePolicy policy)
    {
        if (payload?.ContentType is null || payload.KeyId is null)
            return Refusals.Invalid("payload", "missing");
        if (payload.Bytes.Length > policy.PayloadBytesMax)
            return Refusals.PayloadTooLarge(payload.Bytes.Length, policy.PayloadBytesMax);
        if (!JobBounds.IsPrintable(payload.ContentType, JobBounds.KeyLengthMax))
            return Refusals.Invalid("payload", $"its content type: expected 1..{JobBounds.KeyLengthMax} printable characters");
        return IsEmptyOrPrintable(payload.KeyId, JobBounds.KeyLengthMax)
            ? null
            : Refusals.Invalid("payload", $"its key id: expected at most {JobBounds.KeyLengthMax} printable characters");
    }

    /// <summary>Who asks, of every command that is stored: what can not be encoded must not reach the journal.</summary>
    public static Refusal? CheckCause(string? by, string? traceParent)
    {
        if (!IsEmptyOrPrintable(by, JobBounds.ByLengthMax))
            return Refusals.Invalid("by", $"expected at most {JobBounds.ByLengthMax} printable characters");
        return IsEmptyOrPrintable(traceParent, JobBounds.TraceParentLengthMax)
            ? null
            : Refusals.Invalid("traceParent", $"expected at most {JobBounds.TraceParentLengthMax} printable characters");
    }

    private static bool IsEmptyOrPrintable(string? text, int lengthMax) => text is "" || JobBounds.IsPrintable(text, lengthMax);

    private static Refusal? CheckTime(EnqueueJob job)
    {
        if (job.Delay is not null && job.RunAt is not null)
            return Refusals.Invalid("runAt", "give either delayMs or runAt, not both");
        if (job.Delay is { } delay && (delay < TimeSpan.Zero || delay > JobBounds.DelayMax))
            return Refusals.Invalid("delayMs", $"expected 0..{JobBounds.DelayMax.TotalMilliseconds:0}, got {delay.TotalMilliseconds:0}");
        return null;
    }

    private static Refusal? CheckTags(IReadOnlyList<string> tags)
    {
        if (tags.Count > JobBounds.TagsMax)
            return Refusals.Invalid("tags", $"expected at most {JobBounds.TagsMax}, got {tags.Count}");
        for (var i = 0; i < tags.Count; i++)
        {
            if (!JobBounds.IsPrintable(tags[i], JobBounds.TagLengthMax))
                return Refusals.Invalid($"tags[{i}]", $"expected 1..{JobBounds.TagLengthMax} printable characters");
        }

        return null;
    }

    private static Refusal? CheckRetry(RetryPolicy? retry) => retry?.FirstProblem() is { } problem
        ? Refusals.Invalid($"backoff.{problem.Field}", problem.Detail)
        : null;
}
