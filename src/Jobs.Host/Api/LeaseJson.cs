using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Leases on the wire. The only place where a token leaves the host.</summary>
internal static class LeaseJson
{
    public static void Write(Utf8JsonWriter json, JobsClaimed claimed)
    {
        json.WriteStartObject();
        json.WriteStartArray("items"u8);
        foreach (var item in claimed.Items)
        {
            json.WriteStartObject();
            json.WritePropertyName("job"u8);
            JobJson.Write(json, item.Job);
            json.WriteString("leaseToken"u8, item.Token.Text);
            json.WriteTime("leaseUntil"u8, item.LeaseUntil);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, LeaseRuns lease)
    {
        json.WriteStartObject();
        json.WriteTime("leaseUntil"u8, lease.Until);
        json.WriteEndObject();
    }

    /// <summary>null for a queue whose jobs this host runs itself.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<ExternalWorker>? workers)
    {
        if (workers is null)
        {
            json.WriteNull("externalWorkers"u8);
            return;
        }

        json.WriteStartArray("externalWorkers"u8);
        foreach (var worker in workers)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, worker.Name);
            json.WriteNumber("leases"u8, worker.Leases);
            json.WriteBoolean("waits"u8, worker.Waits);
            json.WriteTime("seenAt"u8, worker.SeenAt);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
