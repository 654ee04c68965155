using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Reads what is to become of a job or a queue: <c>PATCH /jobs/{id}</c> and <c>POST /queues/{q}/pause</c>.</summary>
internal static class ChangeReader
{
    private static readonly FieldNames _job = new(["priority", "runAt", "payload"]);
    private static readonly FieldNames _pause = new(["reason", "until"]);

    private delegate T Fields<T>(ref FieldReader reader);

    public static Problem? ReadJob(ReadOnlySpan<byte> bytes, JobAddress address, out ChangeJob? change)
    {
        var problem = Read(bytes, "{\"priority\":…,\"runAt\":…,\"payload\":…}, one of them at least", ReadJob, out var read);
        change = read is null ? null : read with { Queue = address.Queue, Id = address.Id };
        return problem;
    }

    /// <summary>No body, or an empty one, pauses without a reason until somebody resumes.</summary>
    public static Problem? ReadPause(ReadOnlySpan<byte> bytes, string queue, out PauseQueue? pause)
    {
        var problem = Read(bytes.IsEmpty ? "{}"u8 : bytes, "{\"reason\":…,\"until\":…}", ReadPause, out var read);
        pause = read is null ? null : read with { Queue = queue };
        return problem;
    }

    private static Problem? Read<T>(ReadOnlySpan<byte> bytes, string expected, Fields<T> fields, out T? read)
        where T : class
    {
        read = null;
        var reader = new FieldReader(bytes);
        try
        {
            if (bytes.IsEmpty || !reader.StartRoot())
                return Problem.Invalid($"Expected a JSON object: {expected}.");
            read = fields(ref reader);
            reader.EndRoot();
        }
        catch (JsonException malformed)
        {
            return Problem.Malformed(malformed);
        }

        return reader.HasErrors ? Problem.Invalid(reader.TakeErrors()) : null;
    }

    private static ChangeJob ReadJob(ref FieldReader reader)
    {
        var change = new ChangeJob(null, default);
        var seen = 0UL;
        while (reader.NextField(_job, ref seen, out var field))
        {
            var name = _job[field];
            change = name switch
            {
                "priority" => change with { Priority = reader.Priority(name) },
                "runAt" => change with { RunAt = reader.Time(name) },
                _ => change with { Payload = reader.Payload(name) },
            };
        }

        return change;
    }

    private static PauseQueue ReadPause(ref FieldReader reader)
    {
        var pause = new PauseQueue("");
        var seen = 0UL;
        while (reader.NextField(_pause, ref seen, out var field))
        {
            var name = _pause[field];
            pause = name == "reason" ? pause with { Reason = reader.String(name, JobBounds.ReasonLengthMax) } : pause with { Until = reader.Time(name) };
        }

        return pause;
    }
}
