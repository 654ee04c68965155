using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Reads what workers outside the process say.</summary>
internal static class LeaseReader
{
    private static readonly FieldNames _claim = new(["worker", "limit", "leaseMs", "waitMs"]);
    private static readonly FieldNames _ack = new(["leaseToken", "result"]);
    private static readonly FieldNames _nack = new(["leaseToken", "error", "permanent"]);
    private static readonly FieldNames _error = new(["type", "message", "stack"]);
    private static readonly FieldNames _extend = new(["leaseToken", "leaseMs", "progress"]);
    private static readonly FieldNames _progress = new(["percent", "message"]);

    private delegate T ReadFields<T>(ref FieldReader reader);

    public static Problem? ReadClaim(ReadOnlySpan<byte> bytes, string queue, out ClaimJobs? claim) => Read(bytes, "{\"worker\":\"…\",\"limit\":…}", out claim, (ref FieldReader reader) =>
    {
        var read = new ClaimJobs(queue, "", 0);
        var seen = 0UL;
        while (reader.NextField(_claim, ref seen, out var field))
        {
            var name = _claim[field];
            read = name switch
            {
                "worker" => read with { Worker = reader.String(name, LeaseBounds.WorkerNameLengthMax) ?? "" },
                "limit" => read with { Limit = (int?)reader.Whole(name, 1, LeaseBounds.ClaimJobsMax) ?? 0 },
                "leaseMs" => read with { Lease = reader.Duration(name, LeaseBounds.LeaseMin, LeaseBounds.LeaseMax) ?? LeaseBounds.LeaseDefault },
                _ => read with { Wait = reader.Duration(name, TimeSpan.Zero, LeaseBounds.WaitMax) ?? TimeSpan.Zero },
            };
        }

        Need(ref reader, "worker", read.Worker.Length > 0, "missing; the worker's name, as it is to be shown");
        Need(ref reader, "limit", read.Limit > 0, $"missing; how many jobs, 1 to {LeaseBounds.ClaimJobsMax}");
        return read;
    });

    public static Problem? ReadAck(ReadOnlySpan<byte> bytes, JobAddress address, out AckJob? ack) => Read(bytes, "{\"leaseToken\":\"…\",\"result\":…}", out ack, (ref FieldReader reader) =>
    {
        LeaseToken? token = null;
        JobPayload? result = null;
        var seen = 0UL;
        while (reader.NextField(_ack, ref seen, out var field))
        {
            if (_ack[field] == "leaseToken")
                token = Token(ref reader);
            else
                result = reader.Payload(_ack[field]);
        }

        Need(ref reader, "leaseToken", token is not null, "missing; it came with the claim");
        return new AckJob(address.Queue, address.Id, token.GetValueOrDefault(), result == JobPayload.Null ? null : result);
    });

    public static Problem? ReadNack(ReadOnlySpan<byte> bytes, JobAddress address, out NackJob? nack) => Read(bytes, "{\"leaseToken\":\"…\",\"error\":{\"type\":\"…\",\"message\":\"…\"}}", out nack, (ref FieldReader reader) =>
    {
        LeaseToken? token = null;
        JobError? error = null;
        var permanent = false;
        var seen = 0UL;
        while (reader.NextField(_nack, ref seen, out var field))
        {
            switch (_nack[field])
            {
                case "leaseToken":
                    token = Token(ref reader);
                    break;
                case "error":
                    error = reader.StartObject("error") ? Error(ref reader) : null;
                    break;
                default:
                    permanent = reader.Flag("permanent") ?? false;
                    break;
            }
        }

        Need(ref reader, "leaseToken", token is not null, "missing; it came with the claim");
        Need(ref reader, "error", error is not null, "missing; {type, message, stack}, of which message is needed");
        return new NackJob(address.Queue, address.Id, token.GetValueOrDefault(), error!, permanent);
    });

    public static Problem? ReadExtend(ReadOnlySpan<byte> bytes, JobAddress address, out ExtendLease? extend) => Read(bytes, "{\"leaseToken\":\"…\",\"leaseMs\":…}", out extend, (ref FieldReader reader) =>
    {
        LeaseToken? token = null;
        TimeSpan? lease = null;
        JobProgress? progress = null;
        var seen = 0UL;
        while (reader.NextField(_extend, ref seen, out var field))
        {
            switch (_extend[field])
            {
                case "leaseToken":
                    token = Token(ref reader);
                    break;
                case "leaseMs":
                    lease = reader.Duration("leaseMs", LeaseBounds.LeaseMin, LeaseBounds.LeaseMax);
                    break;
                default:
                    progress = reader.StartObject("progress") ? Progress(ref reader) : null;
                    break;
            }
        }

        Need(ref reader, "leaseToken", token is not null, "missing; it came with the claim");
        Need(ref reader, "leaseMs", lease is not null, "missing; how long the lease runs from now");
        return new ExtendLease(address.Queue, address.Id, token.GetValueOrDefault(), lease.GetValueOrDefault(), progress);
    });

    private static Problem? Read<T>(ReadOnlySpan<byte> bytes, string expected, out T? request, ReadFields<T> fields)
        where T : class
    {
        request = null;
        var reader = new FieldReader(bytes);
        try
        {
            if (bytes.IsEmpty || !reader.StartRoot())
                return Problem.Invalid($"Expected a JSON object: {expected}.");
            request = fields(ref reader);
            reader.EndRoot();
        }
        catch (JsonException malformed)
        {
            return Problem.Malformed(malformed);
        }

        return reader.HasErrors ? Problem.Invalid(reader.TakeErrors()) : null;
    }

    private static void Need(ref FieldReader reader, string field, bool isThere, string missing)
    {
        if (!isThere && !reader.HasErrorAt(field))
            reader.Refuse(field, missing);
    }

    private static LeaseToken? Token(ref FieldReader reader)
    {
        if (reader.String("leaseToken", JobBounds.KeyLengthMax) is not { } text)
            return null;
        if (LeaseToken.TryParse(text, out var token))
            return token;
        reader.Refuse("leaseToken", "expected the 32 hexadecimal digits that came with the claim");
        return null;
    }

    /// <summary>Free text of any length within the body: it is cleaned and bounded when it is stored.</summary>
    private static JobError? Error(ref FieldReader reader)
    {
        var (type, message, stack) = ("error", (string?)null, (string?)null);
        var prefix = reader.Prefix;
        reader.Prefix = prefix + "error.";
        var seen = 0UL;
        while (reader.NextField(_error, ref seen, out var field))
        {
            switch (_error[field])
            {
                case "type":
                    type = reader.Words("type") is { Length: > 0 } said ? said : type;
                    break;
                case "message":
                    message = reader.Words("message");
                    break;
                default:
                    stack = reader.Words("stack");
                    break;
            }
        }

        Need(ref reader, "message", message is not null, "missing; what went wrong");
        reader.Prefix = prefix;
        return new JobError(type, message ?? "", stack);
    }

    private static JobProgress Progress(ref FieldReader reader)
    {
        var (percent, message) = (0.0, (string?)null);
        var prefix = reader.Prefix;
        reader.Prefix = prefix + "progress.";
        var seen = 0UL;
        while (reader.NextField(_progress, ref seen, out var field))
        {
            if (_progress[field] == "percent")
                percent = reader.Number("percent", 0, 100) ?? 0;
            else
                message = reader.Words("message");
        }

        reader.Prefix = prefix;
        return new JobProgress(percent, message);
    }
}
