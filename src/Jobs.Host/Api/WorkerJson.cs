using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>A worker on the wire.</summary>
internal static class WorkerJson
{
    public static void Write(Utf8JsonWriter json, WorkerView worker)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, worker.Id);
        json.WriteString("queue"u8, worker.Queue);
        json.WriteBoolean("external"u8, false);
        json.WriteString("status"u8, Name(worker.Status));
        WriteJob(json, worker.Job);
        json.WriteNull("leases"u8);
        json.WriteNumber("done"u8, worker.Done);
        json.WriteNumber("failed"u8, worker.Failed);
        json.WriteTime("since"u8, worker.Since);
        json.WriteNull("seenAt"u8);
        json.WriteEndObject();
    }

    /// <summary>One outside the host, of which only its leases are known.</summary>
    public static void Write(Utf8JsonWriter json, ExternalWorker worker, string queue)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, worker.Name);
        json.WriteString("queue"u8, queue);
        json.WriteBoolean("external"u8, true);
        json.WriteString("status"u8, Name(worker.Leases > 0 ? WorkerStatus.Busy : WorkerStatus.Idle));
        json.WriteNull("job"u8);
        json.WriteNumber("leases"u8, worker.Leases);
        json.WriteNull("done"u8);
        json.WriteNull("failed"u8);
        json.WriteNull("since"u8);
        json.WriteTime("seenAt"u8, worker.SeenAt);
        json.WriteEndObject();
    }

    private static void WriteJob(Utf8JsonWriter json, WorkerJob? job)
    {
        if (job is null)
        {
            json.WriteNull("job"u8);
            return;
        }

        json.WriteStartObject("job"u8);
        json.WriteString("id"u8, job.Id.ToString());
        json.WriteString("type"u8, job.Type);
        json.WriteNumber("attempt"u8, job.Attempt);
        json.WriteTime("since"u8, job.Since);
        JobJson.WriteProgress(json, job.Progress);
        json.WriteEndObject();
    }

    private static string Name(WorkerStatus status) => status switch
    {
        WorkerStatus.Idle => "idle",
        WorkerStatus.Busy => "busy",
        WorkerStatus.Stuck => "stuck",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a worker's status."),
    };
}
