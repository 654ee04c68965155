using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Dead letters and their groups on the wire.</summary>
internal static class DeadLetterJson
{
    public static void Write(Utf8JsonWriter json, DeadLetterView letter)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, letter.Id.ToString());
        json.WriteString("queue"u8, letter.Queue);
        json.WriteString("type"u8, letter.Type);
        json.WritePayload("payload"u8, letter.Payload);
        json.WriteNumber("priority"u8, letter.Priority);
        json.WriteNumber("attempts"u8, letter.Attempts);
        json.WriteError("error"u8, letter.Error);
        json.WriteTime("createdAt"u8, letter.CreatedAt);
        json.WriteTime("diedAt"u8, letter.DiedAt);
        json.WriteString("reason"u8, letter.Reason);
        json.WriteNumber("replays"u8, letter.Replays);
        json.WriteBoolean("replaying"u8, letter.Replaying);
        json.WriteEndObject();
    }

    public static void WritePage(Utf8JsonWriter json, DeadLetterPage page)
    {
        json.WriteStartObject();
        json.WritePropertyName("items"u8);
        WriteArray(json, page.Items);
        json.WriteString("nextCursor"u8, page.NextCursor);
        json.WriteEndObject();
    }

    public static void WriteArray(Utf8JsonWriter json, IReadOnlyList<DeadLetterView> letters)
    {
        json.WriteStartArray();
        foreach (var letter in letters)
            Write(json, letter);
        json.WriteEndArray();
    }

    public static void WriteGroups(Utf8JsonWriter json, DeadLetterGroups groups)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var group in groups.Groups)
        {
            json.WriteStartObject();
            json.WriteString("queue"u8, group.Queue);
            json.WriteString("type"u8, group.Type);
            json.WriteString("errorType"u8, group.ErrorType);
            json.WriteString("errorMessage"u8, group.ErrorMessage);
            json.WriteNumber("count"u8, group.Count);
            json.WriteTime("firstDiedAt"u8, group.FirstDiedAt);
            json.WriteTime("lastDiedAt"u8, group.LastDiedAt);
            json.WriteString("text"u8, group.Text);
            WriteHours(json, group.DiedByHour);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHours(Utf8JsonWriter json, IReadOnlyList<long> hours)
    {
        json.WriteStartArray("diedByHour"u8);
        foreach (var died in hours)
            json.WriteNumberValue(died);
        json.WriteEndArray();
    }
}
