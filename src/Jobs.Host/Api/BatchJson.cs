using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>The answer to a batch: one item for each job, in the order asked.</summary>
internal static class BatchJson
{
    /// <param name="receipts">Of those items that are jobs.</param>
    public static void Write(Utf8JsonWriter json, Batch batch, IReadOnlyList<EnqueueReceipt> receipts)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        var next = 0;
        foreach (var item in batch.Items)
        {
            if (item.Refused is { } refused)
                WriteItem(json, item.Id, null, refused.Type, refused.Detail);
            else
                WriteReceipt(json, receipts[next++]);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteReceipt(Utf8JsonWriter json, EnqueueReceipt receipt)
    {
        switch (receipt)
        {
            case JobEnqueued enqueued:
                WriteItem(json, enqueued.Id, enqueued.Deduplicated, null, null);
                break;
            case EnqueueRefused refused:
                WriteItem(json, refused.Id, null, refused.Refusal.Code, refused.Refusal.Detail);
                break;
            default:
                throw new InvalidOperationException($"A batch was answered with an unexpected {receipt.GetType().Name}.");
        }
    }

    /// <param name="deduplicated">null when nothing is stored.</param>
    private static void WriteItem(Utf8JsonWriter json, JobId? id, bool? deduplicated, string? errorType, string? errorDetail)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, id?.ToString());
        json.WriteBoolean("created"u8, deduplicated is false);
        json.WriteBoolean("deduplicated"u8, deduplicated is true);
        if (errorType is null)
        {
            json.WriteNull("error"u8);
        }
        else
        {
            json.WriteStartObject("error"u8);
            json.WriteString("type"u8, errorType);
            json.WriteString("detail"u8, errorDetail);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
