using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>A job on the wire. Every field is always there; one without a value is null.</summary>
internal static class JobJson
{
    /// <param name="deduplicated">Only the answer to an enqueue says it.</param>
    /// <param name="isInList">One of many: the stacks of its earlier attempts are left out, they would make a page of hundreds of megabytes.</param>
    public static void Write(Utf8JsonWriter json, JobView job, bool? deduplicated = null, bool isInList = false)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, job.Id.ToString());
        json.WriteString("queue"u8, job.Queue);
        json.WriteString("type"u8, job.Type);
        json.WriteString("status"u8, job.Status.Name());
        json.WritePayload("payload"u8, job.Payload);
        json.WriteNumber("priority"u8, job.Priority);
        json.WriteNumber("attempts"u8, job.Attempts);
        json.WriteNumber("maxAttempts"u8, job.MaxAttempts);
        json.WriteNumber("crashes"u8, job.Crashes);
        json.WriteNumber("replays"u8, job.Replays);
        json.WriteTime("createdAt"u8, job.CreatedAt);
        json.WriteTime("updatedAt"u8, job.UpdatedAt);
        json.WriteTime("scheduledFor"u8, job.ScheduledFor);
        json.WriteTime("startedAt"u8, job.StartedAt);
        json.WriteTime("completedAt"u8, job.CompletedAt);
        json.WriteTime("cancelRequestedAt"u8, job.CancelRequestedAt);
        json.WriteString("workerId"u8, job.WorkerId);
        json.WriteMilliseconds("timeoutMs"u8, job.Timeout);
        json.WriteError("lastError"u8, job.LastError);
        json.WritePayload("result"u8, job.Result);
        WriteProgress(json, job.Progress);
        WriteTexts(json, "steps"u8, job.Steps);
        WriteTexts(json, "tags"u8, job.Tags);
        json.WriteString("uniqueKey"u8, job.UniqueKey);
        json.WriteString("partitionKey"u8, job.PartitionKey);
        json.WriteString("traceId"u8, job.TraceId);
        json.WriteString("traceParent"u8, job.TraceParent);
        WriteWaiting(json, job.Waiting);
        WriteHistory(json, job.History, isInList);
        if (deduplicated is { } known)
            json.WriteBoolean("deduplicated"u8, known);
        json.WriteEndObject();
    }

    /// <summary>What is known of a job whose details are not kept any more.</summary>
    public static void Write(Utf8JsonWriter json, JobEnqueued receipt)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, receipt.Id.ToString());
        json.WriteString("queue"u8, receipt.Queue);
        json.WriteString("status"u8, receipt.Status.Name());
        json.WriteTime("scheduledFor"u8, receipt.ScheduledFor);
        json.WriteBoolean("deduplicated"u8, receipt.Deduplicated);
        json.WriteEndObject();
    }

    public static void WritePage(Utf8JsonWriter json, JobPage page)
    {
        json.WriteStartObject();
        json.WritePropertyName("items"u8);
        WriteArray(json, page.Items);
        json.WriteString("nextCursor"u8, page.NextCursor);
        json.WriteEndObject();
    }

    public static void WriteArray(Utf8JsonWriter json, IReadOnlyList<JobView> jobs)
    {
        json.WriteStartArray();
        foreach (var job in jobs)
            Write(json, job, isInList: true);
        json.WriteEndArray();
    }

    public static void WriteProgress(Utf8JsonWriter json, JobProgress? progress)
    {
        if (progress is null)
        {
            json.WriteNull("progress"u8);
            return;
        }

        json.WriteStartObject("progress"u8);
        json.WriteNumber("percent"u8, progress.Percent);
        json.WriteString("message"u8, progress.Message);
        json.WriteEndObject();
    }

    private static void WriteWaiting(Utf8JsonWriter json, JobWaiting? waiting)
    {
        if (waiting is null)
        {
            json.WriteNull("waiting"u8);
            return;
        }

        json.WriteStartObject("waiting"u8);
        json.WriteString("reason"u8, waiting.Reason);
        json.WriteString("detail"u8, waiting.Detail);
        if (waiting.Position is { } position)
            json.WriteNumber("position"u8, position);
        else
            json.WriteNull("position"u8);
        json.WriteTime("expectedStartAt"u8, waiting.ExpectedStartAt);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteHistory(Utf8JsonWriter json, IReadOnlyList<HistoryEntry> history, bool isInList)
    {
        json.WriteStartArray("history"u8);
        foreach (var entry in history)
        {
            json.WriteStartObject();
            json.WriteTime("at"u8, entry.At);
            json.WriteString("event"u8, entry.Event);
            json.WriteNumber("attempt"u8, entry.Attempt);
            json.WriteString("by"u8, entry.By);
            json.WriteString("detail"u8, entry.Detail);
            json.WriteError("error"u8, isInList && entry.Error is { } error ? error with { Stack = null } : entry.Error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
