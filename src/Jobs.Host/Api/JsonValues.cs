using System.Text.Json;

namespace Jobs.Host.Api;

/// <summary>Values as they stand on the wire: times in UTC with seven digits and Z, durations in milliseconds, absent values as null.</summary>
internal static class JsonValues
{
    private const int TimeLength = 28;
    private const int PayloadDepthMax = 1000;

    public static void WriteTime(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        Span<byte> text = stackalloc byte[TimeLength];
        time.UtcDateTime.TryFormat(text, out var length, "O");
        json.WriteString(name, text[..length]);
    }

    public static void WriteTime(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } value)
            json.WriteTime(name, value);
        else
            json.WriteNull(name);
    }

    public static void WriteMilliseconds(this Utf8JsonWriter json, ReadOnlySpan<byte> name, TimeSpan? duration)
    {
        if (duration is { } value)
            json.WriteNumber(name, (long)value.TotalMilliseconds);
        else
            json.WriteNull(name);
    }

    public static void WriteNumberOrNull(this Utf8JsonWriter json, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    public static void WriteError(this Utf8JsonWriter json, ReadOnlySpan<byte> name, JobError? error)
    {
        if (error is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("type"u8, error.Type);
        json.WriteString("message"u8, error.Message);
        json.WriteString("stack"u8, error.Stack);
        json.WriteEndObject();
    }

    /// <summary>JSON goes out as it came in, digit for digit; bytes that are none (from senders within the process) as base64.</summary>
    public static void WritePayload(this Utf8JsonWriter json, ReadOnlySpan<byte> name, JobPayload? payload)
    {
        json.WritePropertyName(name);
        if (payload is null)
            json.WriteNullValue();
        else if (payload.ContentType == JobPayload.JsonContentType && payload.KeyId.Length == 0 && IsJson(payload.Bytes.Span))
            json.WriteRawValue(payload.Bytes.Span, skipInputValidation: true);
        else
            json.WriteBase64StringValue(payload.Bytes.Span);
    }

    private static bool IsJson(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = PayloadDepthMax });
            while (reader.Read())
            {
            }

            return bytes.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
