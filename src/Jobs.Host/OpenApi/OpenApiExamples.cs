using System.Text.Json;
using Jobs.Host.Api;

namespace Jobs.Host.OpenApi;

/// <summary>Each example stands in the document once, by the name of its shape or its type of problem.</summary>
internal static class OpenApiExamples
{
    public static void Write(Utf8JsonWriter json, IEnumerable<Shape> shapes)
    {
        json.WriteStartObject("examples"u8);
        foreach (var shape in shapes)
            Write(json, shape.Name, value => value.WriteRawValue(shape.Example));
        foreach (var type in ProblemTypes.All.Order(StringComparer.Ordinal))
            Write(json, type, value => ProblemJson.Write(value, ProblemShape.ExampleOf(type)));
        json.WriteEndObject();
    }

    public static void WriteReference(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject();
        json.WriteString("$ref"u8, $"#/components/examples/{name}");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Action<Utf8JsonWriter> value)
    {
        json.WriteStartObject(name);
        json.WritePropertyName("value"u8);
        value(json);
        json.WriteEndObject();
    }
}
