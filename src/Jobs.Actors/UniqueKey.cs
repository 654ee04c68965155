using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Jobs;

/// <summary>Makes the key of a job that is to be unique by what it is given.</summary>
public static class UniqueKey
{
    private const string Prefix = "payload-sha256:";

    /// <summary>
    /// The same for payloads that are the same JSON value: members in any order, white space and escapes anyhow. Numbers are compared by their digits as written, so that 1 and 1.0 differ.
    /// </summary>
    /// <exception cref="JsonException">The payload is not JSON, or nested deeper than <see cref="JobBounds.JsonDepthMax"/>.</exception>
    public static string OfPayload(JobPayload payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (payload.ContentType != JobPayload.JsonContentType || payload.KeyId.Length > 0)
            throw new JsonException($"The payload is {payload.ContentType}{(payload.KeyId.Length > 0 ? ", encrypted" : "")}; only plain JSON can make a key.");
        using var document = JsonDocument.Parse(payload.Bytes, new JsonDocumentOptions { MaxDepth = JobBounds.JsonDepthMax });
        var canonical = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(canonical, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
            Write(json, document.RootElement);
        return Prefix + Convert.ToHexStringLower(SHA256.HashData(canonical.WrittenSpan));
    }

    private static void Write(Utf8JsonWriter json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                    Write(json, element);
                json.WriteEndArray();
                break;
            case JsonValueKind.String:
                json.WriteStringValue(value.GetString());
                break;
            default:
                json.WriteRawValue(Encoding.UTF8.GetBytes(value.GetRawText()), skipInputValidation: true);
                break;
        }
    }
}
