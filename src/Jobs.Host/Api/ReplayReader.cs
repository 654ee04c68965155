using System.Text.Json;

namespace Jobs.Host.Api;

/// <summary>Reads what a dead letter is replayed with.</summary>
internal static class ReplayReader
{
    private static readonly FieldNames _one = new(["payload"]);

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
}
