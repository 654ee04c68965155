using System.Buffers;
using System.Text.Json;

namespace Jobs.Alerts;

/// <summary>An alert on the wire: in events, in <c>/health/ready</c> and in <c>GET /api/v1/alerts</c>.</summary>
internal static class AlertJson
{
    public static void Write(Utf8JsonWriter json, Alert alert)
    {
        json.WriteStartObject();
        WriteMembers(json, alert);
        json.WriteEndObject();
    }

    public static ReadOnlyMemory<byte> Of(Alert alert)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        Write(json, alert);
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteMembers(Utf8JsonWriter json, Alert alert)
    {
        json.WriteString("rule"u8, alert.Rule.Name());
        json.WriteString("queue"u8, alert.Queue);
        json.WriteString("severity"u8, alert.Severity.Name());
        json.WriteString("message"u8, alert.Message);
        json.WriteNumber("value"u8, alert.Value);
        json.WriteNumber("limit"u8, alert.Limit);
        json.WriteString("since"u8, alert.Since.UtcDateTime);
    }
}
