using System.Buffers;
using System.Text.Json;
using Jobs.Events;
using Jobs.Messages;

namespace Jobs.Operations;

/// <summary>How far an operation is, for those who listen to events.</summary>
internal static class OperationAnnouncement
{
    public const string Name = "operation.progress";

    public static HubEvent Of(OperationView operation, DateTimeOffset at)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, operation.Id.ToString());
            json.WriteString("action"u8, OperationWords.Of(operation.Request.Action));
            json.WriteString("state"u8, OperationWords.Of(operation.State));
            json.WriteBoolean("done"u8, operation.State != OperationState.Running);
            json.WriteNumber("matched"u8, operation.Matched);
            json.WriteNumber("processed"u8, operation.Processed);
            json.WriteNumber("failed"u8, operation.Failed);
            json.WriteString("by"u8, operation.Request.By);
            json.WriteString("at"u8, at.UtcDateTime);
            json.WriteEndObject();
        }

        return HubEvent.Announce(Name, operation.Request.Queue, buffer.WrittenMemory);
    }
}
