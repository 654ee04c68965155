using System.Globalization;
using System.Text.Json;

namespace Jobs.Search;

internal delegate bool PayloadTest(ref Utf8JsonReader value);

/// <summary>Walks to one value of a payload without making objects of the rest.</summary>
internal static class PayloadPath
{
    /// <summary>Whether the payload has a value at this path and it passes the test. What is not plain JSON has none.</summary>
    public static bool Holds(JobPayload payload, IReadOnlyList<string> path, PayloadTest test)
    {
        if (payload.ContentType != JobPayload.JsonContentType || payload.KeyId.Length > 0)
            return false;
        var reader = new Utf8JsonReader(payload.Bytes.Span);
        try
        {
            if (!reader.Read())
                return false;
            foreach (var step in path)
            {
                if (!Enter(ref reader, step))
                    return false;
            }

            return test(ref reader);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Bytes that call themselves JSON and are not, or a text with half a character: it matches nothing.
            return false;
        }
    }

    private static bool Enter(ref Utf8JsonReader reader, string step) => reader.TokenType switch
    {
        JsonTokenType.StartObject => EnterMember(ref reader, step),
        JsonTokenType.StartArray => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && EnterItem(ref reader, index),
        _ => false,
    };

    private static bool EnterMember(ref Utf8JsonReader reader, string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            if (isIt)
                return true;
            reader.Skip();
        }

        return false;
    }

    private static bool EnterItem(ref Utf8JsonReader reader, int index)
    {
        for (var at = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; at++)
        {
            if (at == index)
                return true;
            reader.Skip();
        }

        return false;
    }
}
