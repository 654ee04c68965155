using System.Text.Json;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Reads what is to be replayed.</summary>
internal static class ReplayReader
{
    private const int IdsMax = 1000;

    private static readonly FieldNames _one = new(["payload"]);
    private static readonly FieldNames _many = new(["queue", "type", "text", "ids", "limit", "dryRun"], "perSecond");

    /// <summary>No body keeps the payload.</summary>
    public static Problem? ReadPayload(ReadOnlySpan<byte> bytes, out JobPayload? payload)
    {
        payload = null;
        if (bytes.IsEmpty)
            return null;
        var reader = new FieldReader(bytes);
        try
        {
            if (!reader.StartRoot())
                return Problem.Invalid("Expected no body, or a JSON object {\"payload\":…}.");
            var seen = 0UL;
            while (reader.NextField(_one, ref seen, out var field))
                payload = reader.Payload(_one[field]);
            reader.EndRoot();
        }
        catch (JsonException malformed)
        {
            return Problem.Malformed(malformed);
        }

        return reader.HasErrors ? Problem.Invalid(reader.TakeErrors()) : null;
    }

    /// <summary>An empty object means all dead letters.</summary>
    public static Problem? ReadFilter(ReadOnlySpan<byte> bytes, out ReplayDeadLetters? request)
    {
        request = null;
        var reader = new FieldReader(bytes);
        try
        {
            if (bytes.IsEmpty || !reader.StartRoot())
                return Problem.Invalid("Expected a JSON object: {\"queue\":\"…\"}, with type, text, ids, limit and dryRun as wanted.");
            request = ReadFilter(ref reader);
            reader.EndRoot();
        }
        catch (JsonException malformed)
        {
            return Problem.Malformed(malformed);
        }

        return reader.HasErrors ? Problem.Invalid(reader.TakeErrors()) : null;
    }

    private static ReplayDeadLetters ReadFilter(ref FieldReader reader)
    {
        var request = new ReplayDeadLetters(null);
        var seen = 0UL;
        while (reader.NextField(_many, ref seen, out var field))
        {
            var name = _many[field];
            request = name switch
            {
                "queue" => request with { Queue = reader.String(name, JobBounds.QueueNameLengthMax) },
                "type" => request with { Type = reader.String(name, JobBounds.TypeLengthMax) },
                "text" => request with { Text = reader.String(name, JobBounds.KeyLengthMax) },
                "ids" => request with { Ids = ReadIds(ref reader, name) },
                "limit" => request with { Limit = (int?)reader.Whole(name, 1, int.MaxValue) },
                _ => request with { DryRun = reader.Flag(name) ?? false },
            };
        }

        return request;
    }

    private static List<JobId>? ReadIds(ref FieldReader reader, string field)
    {
        if (!reader.StartArray(field))
            return null;
        var ids = new List<JobId>();
        var count = 0;
        while (reader.NextElement())
        {
            if (++count <= IdsMax && reader.Id(field) is { } id)
                ids.Add(id);
        }

        if (count is 0 or > IdsMax)
            reader.Refuse(field, $"expected 1 to {IdsMax} ids, got {count}");
        return ids;
    }
}
