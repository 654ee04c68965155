using System.Text.Json;

namespace Jobs.Host.Api;

/// <summary>The body of a request that says nothing more: none, or an empty object.</summary>
internal static class NoFields
{
    private static readonly FieldNames _none = new([]);

    public static async Task<Problem?> ReadAsync(HttpRequest request)
    {
        using var body = await RequestBody.ReadAsync(request);
        return body.Problem ?? (body.Bytes.IsEmpty ? null : Read(body.Bytes.Span));
    }

    private static Problem? Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new FieldReader(bytes);
        try
        {
            if (!reader.StartRoot())
                return Problem.Invalid("Expected no body, or an empty JSON object.");
            var seen = 0UL;
            reader.NextField(_none, ref seen, out _);
            reader.EndRoot();
        }
        catch (JsonException malformed)
        {
            return Problem.Malformed(malformed);
        }

        return reader.HasErrors ? Problem.Invalid(reader.TakeErrors()) : null;
    }
}
