using System.Text.Json;
using System.Text.RegularExpressions;

namespace Jobs.Host.OpenApi;

/// <summary>The JSON schema of a shape: its example says which fields there are and of which kind.</summary>
internal sealed partial class ShapeSchema(Utf8JsonWriter json, Shape shape)
{
    public void Write()
    {
        using var example = JsonDocument.Parse(shape.Example);
        using var besides = JsonDocument.Parse(shape.Besides);
        if (example.RootElement.ValueKind == JsonValueKind.Object)
            WriteObject([.. example.RootElement.EnumerateObject(), .. besides.RootElement.EnumerateObject()], "", isNullable: false);
        else
            Write(example.RootElement, "");
    }

    public static void WriteReference(Utf8JsonWriter json, Shape shape)
    {
        json.WriteStartObject();
        json.WriteString("$ref"u8, $"#/components/schemas/{shape.Name}");
        json.WriteEndObject();
    }

    private void Write(JsonElement value, string path)
    {
        if (shape.Parts.TryGetValue(path, out var part))
            WritePart(part, shape.Nullable.Contains(path));
        else if (shape.Any.Contains(path))
            WriteAny();
        else if (value.ValueKind == JsonValueKind.Object)
            WriteObject([.. value.EnumerateObject()], path, shape.Nullable.Contains(path));
        else if (value.ValueKind == JsonValueKind.Array)
            WriteArray(value, path);
        else
            WriteScalar(value, path);
    }

    private void WritePart(Shape part, bool isNullable)
    {
        if (!isNullable)
        {
            WriteReference(json, part);
            return;
        }

        json.WriteStartObject();
        json.WriteStartArray("oneOf"u8);
        WriteReference(json, part);
        json.WriteStartObject();
        json.WriteString("type"u8, "null");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteAny()
    {
        json.WriteStartObject();
        json.WriteString("description"u8, "Any JSON value.");
        json.WriteEndObject();
    }

    private void WriteObject(IReadOnlyList<JsonProperty> fields, string path, bool isNullable)
    {
        json.WriteStartObject();
        WriteType("object", isNullable);
        json.WriteStartObject("properties"u8);
        foreach (var field in fields)
        {
            json.WritePropertyName(field.Name);
            Write(field.Value, path.Length == 0 ? field.Name : $"{path}.{field.Name}");
        }

        json.WriteEndObject();
        var required = shape.Required is null ? [.. fields.Select(field => field.Name)] : path.Length == 0 ? shape.Required : [];
        if (required.Count > 0)
            WriteTexts("required", required);
        if (shape.Required is not null)
            json.WriteBoolean("additionalProperties"u8, false);
        json.WriteEndObject();
    }

    private void WriteArray(JsonElement array, string path)
    {
        json.WriteStartObject();
        WriteType("array", shape.Nullable.Contains(path));
        json.WritePropertyName("items"u8);
        if (array.GetArrayLength() > 0)
            Write(array[0], path + "[]");
        else
            WriteAny();
        json.WriteEndObject();
    }

    private void WriteScalar(JsonElement value, string path)
    {
        json.WriteStartObject();
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                WriteType("string", shape.Nullable.Contains(path));
                if (shape.Words.TryGetValue(path, out var words))
                    WriteTexts("enum", words);
                else if (Time().IsMatch(value.GetString()!))
                    json.WriteString("format"u8, "date-time");
                break;
            case JsonValueKind.Number:
                WriteType(value.TryGetInt64(out _) ? "integer" : "number", shape.Nullable.Contains(path));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                WriteType("boolean", shape.Nullable.Contains(path));
                break;
        }

        json.WriteEndObject();
    }

    private void WriteType(string type, bool isNullable)
    {
        if (isNullable)
            WriteTexts("type", [type, "null"]);
        else
            json.WriteString("type"u8, type);
    }

    private void WriteTexts(string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT.*Z$", RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Time();
}
