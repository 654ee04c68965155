using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jobs.Events;
using Jobs.Host.Api;

namespace Jobs.Host.Live;

/// <summary>Events on the wire. Every field of an event's kind is always there; one without a value is null.</summary>
internal static class EventJson
{
    private const int BytesTypical = 320;

    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>One line, without the event's id.</summary>
    public static byte[] Write(HubEvent e) => Write(e.Name, json =>
    {
        json.WriteString("queue"u8, e.Queue);
        if (e.Fact is { } fact)
            WriteFact(json, e, fact);
        else
            WriteMembers(json, e.Announced);
    });

    public static byte[] Write(string name, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(BytesTypical);
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            json.WriteStartObject();
            json.WriteString("event"u8, name);
            members(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteFact(Utf8JsonWriter json, HubEvent e, in Fact fact)
    {
        json.WriteNumber("partition"u8, e.Partition);
        json.WriteNumber("sequenceNr"u8, e.SequenceNr);
        json.WriteTime("at"u8, fact.At);
        if (!fact.Job.IsEmpty)
            WriteJob(json, fact);
        json.WriteString("by"u8, string.IsNullOrEmpty(fact.By) ? null : fact.By);
        switch (fact.Kind)
        {
            case FactKind.Enqueued or FactKind.Changed:
                json.WriteTime("scheduledFor"u8, fact.DueAt);
                break;
            case FactKind.Started:
                json.WriteString("workerId"u8, fact.Worker);
                json.WriteMilliseconds("waitedMs"u8, fact.Waited);
                break;
            case FactKind.Progress:
                WriteProgress(json, fact);
                break;
            case FactKind.Completed or FactKind.Cancelled:
                json.WriteMilliseconds("ranMs"u8, fact.Ran);
                break;
            case FactKind.Failed:
                json.WriteMilliseconds("ranMs"u8, fact.Ran);
                json.WriteTime("retryAt"u8, fact.DueAt);
                WriteError(json, fact.Error);
                break;
            case FactKind.Snoozed:
                json.WriteMilliseconds("ranMs"u8, fact.Ran);
                json.WriteTime("scheduledFor"u8, fact.DueAt);
                break;
            case FactKind.Interrupted:
                json.WriteMilliseconds("ranMs"u8, fact.Ran);
                json.WriteTime("retryAt"u8, fact.DueAt);
                json.WriteString("reason"u8, fact.Reason);
                break;
            case FactKind.Dead:
                json.WriteMilliseconds("ranMs"u8, fact.Ran);
                json.WriteString("reason"u8, fact.Reason);
                WriteError(json, fact.Error);
                break;
            case FactKind.QueuePaused:
                json.WriteString("reason"u8, fact.Reason);
                json.WriteTime("until"u8, fact.DueAt);
                break;
        }
    }

    private static void WriteJob(Utf8JsonWriter json, in Fact fact)
    {
        json.WriteString("id"u8, fact.Job.ToString());
        json.WriteString("type"u8, fact.Type);
        json.WriteString("status"u8, fact.Status?.Name());
        json.WriteNumber("attempt"u8, fact.Attempt);
    }

    private static void WriteProgress(Utf8JsonWriter json, in Fact fact)
    {
        json.WriteStartObject("progress"u8);
        json.WriteNumber("percent"u8, fact.Percent ?? 0);
        json.WriteString("message"u8, fact.Message);
        json.WriteEndObject();
    }

    // Its stack is the job's affair: an event is read by many and kept in memory.
    private static void WriteError(Utf8JsonWriter json, JobError? error)
    {
        if (error is null)
        {
            json.WriteNull("error"u8);
            return;
        }

        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, error.Type);
        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, ReadOnlyMemory<byte> announced)
    {
        using var document = JsonDocument.Parse(announced);
        foreach (var member in document.RootElement.EnumerateObject())
            member.WriteTo(json);
    }
}
