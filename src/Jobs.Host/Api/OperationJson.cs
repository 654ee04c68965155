using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>An operation over many jobs on the wire.</summary>
internal static class OperationJson
{
    public static void Write(Utf8JsonWriter json, OperationView operation)
    {
        var request = operation.Request;
        json.WriteStartObject();
        json.WriteString("id"u8, operation.Id.ToString());
        json.WriteString("action"u8, OperationWords.Of(request.Action));
        json.WriteString("state"u8, OperationWords.Of(operation.State));
        json.WriteBoolean("done"u8, operation.State != OperationState.Running);
        json.WriteNumber("matched"u8, operation.Matched);
        json.WriteNumber("processed"u8, operation.Processed);
        json.WriteNumber("failed"u8, operation.Failed);
        json.WriteTime("startedAt"u8, operation.StartedAt);
        json.WriteTime("endedAt"u8, operation.EndedAt);
        json.WriteString("by"u8, request.By);
        json.WriteString("reason"u8, request.Reason);
        json.WriteString("queue"u8, request.Queue);
        json.WriteString("filter"u8, request.Filter);
        json.WriteString("type"u8, request.Type);
        json.WriteString("text"u8, request.Text);
        json.WriteNumberOrNull("ids"u8, request.Ids?.Count);
        json.WriteNumberOrNull("limit"u8, request.Limit);
        json.WriteNumberOrNull("perSecond"u8, request.PerSecond);
        WriteErrors(json, operation.Errors);
        json.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<OperationView> operations)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var operation in operations)
            Write(json, operation);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="id">null: a dry run.</param>
    public static void WriteMatched(Utf8JsonWriter json, OperationId? id, long matched)
    {
        json.WriteStartObject();
        if (id is { } one)
            json.WriteString("operationId"u8, one.ToString());
        json.WriteNumber("matched"u8, matched);
        json.WriteEndObject();
    }

    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<OperationError> errors)
    {
        json.WriteStartArray("errors"u8);
        foreach (var error in errors)
        {
            json.WriteStartObject();
            json.WriteString("queue"u8, error.Queue);
            json.WriteString("id"u8, error.Id.ToString());
            json.WriteString("type"u8, error.Code);
            json.WriteString("detail"u8, error.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
