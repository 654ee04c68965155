using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Reads a job as a sender says it, within the bounds of <see cref="JobBounds"/>.</summary>
internal static class JobReader
{
    private static readonly string[] _itemFields =
        ["type", "payload", "id", "priority", "delayMs", "runAt", "maxAttempts", "timeoutMs", "backoff", "partitionKey", "tags", "uniqueKey", "unique", "uniqueForMs", "onConflict"];

    /// <summary>A job on its own.</summary>
    private static readonly FieldNames _job = new([.. _itemFields, "queue"]);

    /// <summary>A job in a batch, which names the queue for all.</summary>
    private static readonly FieldNames _item = new(_itemFields);

    /// <summary>The reader stands on the job's object.</summary>
    public static JobDraft Read(ref FieldReader reader, bool inBatch)
    {
        var names = inBatch ? _item : _job;
        var draft = new JobDraft();
        var seen = 0UL;
        while (reader.NextField(names, ref seen, out var field))
            ReadField(ref reader, draft, names[field]);
        if (draft.Payload is null && !reader.HasErrorAt("payload"))
            reader.Refuse("payload", "missing; send null for a job that needs none");
        if (!inBatch && draft.Queue is null && !reader.HasErrorAt("queue"))
            reader.Refuse("queue", "missing");
        return draft;
    }

    private static void ReadField(ref FieldReader reader, JobDraft draft, string name)
    {
        switch (name)
        {
            case "queue":
                draft.Queue = reader.String(name, JobBounds.QueueNameLengthMax);
                break;
            case "type":
                draft.Type = reader.String(name, JobBounds.TypeLengthMax);
                break;
            case "payload":
                draft.Payload = reader.Payload(name);
                break;
            case "id":
                draft.Id = reader.Id(name);
                break;
            case "priority":
                draft.Priority = reader.Priority(name);
                break;
            case "delayMs":
                draft.Delay = reader.Duration(name, TimeSpan.Zero, JobBounds.DelayMax);
                break;
            case "runAt":
                draft.RunAt = reader.Time(name);
                break;
            case "maxAttempts":
                draft.MaxAttempts = (int?)reader.Whole(name, JobBounds.MaxAttemptsMin, JobBounds.MaxAttemptsMax);
                break;
            case "timeoutMs":
                draft.Timeout = reader.Duration(name, JobBounds.TimeoutMin, JobBounds.TimeoutMax);
                break;
            case "backoff":
                draft.Backoff = reader.StartObject(name) ? BackoffDraft.Read(ref reader) : null;
                break;
            case "partitionKey":
                draft.PartitionKey = reader.String(name, JobBounds.KeyLengthMax);
                break;
            case "uniqueKey":
                draft.UniqueKey = reader.String(name, JobBounds.KeyLengthMax);
                break;
            case "unique":
                draft.UniqueByPayload = reader.OneOf(name, "payload") is not null;
                break;
            case "uniqueForMs":
                draft.UniqueFor = reader.Duration(name, JobBounds.UniqueForMin, JobBounds.UniqueForMax);
                break;
            case "onConflict":
                draft.OnConflict = reader.OneOf(name, "return", "replace", "debounce") switch
                {
                    "return" => UniqueConflict.Return,
                    "replace" => UniqueConflict.Replace,
                    "debounce" => UniqueConflict.Debounce,
                    _ => null,
                };
                break;
            default:
                draft.Tags = ReadTags(ref reader, name);
                break;
        }
    }

    private static List<string> ReadTags(ref FieldReader reader, string field)
    {
        var tags = new List<string>();
        if (!reader.StartArray(field))
            return tags;
        var count = 0;
        while (reader.NextElement())
        {
            if (reader.String(field, JobBounds.TagLengthMax) is { } tag && count < JobBounds.TagsMax)
                tags.Add(tag);
            count++;
        }

        if (count > JobBounds.TagsMax)
            reader.Refuse(field, $"expected at most {JobBounds.TagsMax} tags, got {count}");
        return tags;
    }
}
