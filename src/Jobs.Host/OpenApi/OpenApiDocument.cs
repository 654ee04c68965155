using System.Text.Json;
using Jobs.Hosting;

namespace Jobs.Host.OpenApi;

/// <summary>Writes what is said of the routes as an OpenAPI document.</summary>
internal sealed class OpenApiDocument(IEnumerable<DescribedRoute> routes)
{
    private const string Version = "3.1.0";
    private const string KeyScheme = "apiKey";

    private readonly IReadOnlyList<DescribedRoute> _routes = [.. routes.Where(route => route.Doc is not null)];

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("openapi"u8, Version);
        WriteInfo(json);
        WritePaths(json);
        WriteComponents(json);
        json.WriteEndObject();
    }

    private static void WriteInfo(Utf8JsonWriter json)
    {
        json.WriteStartObject("info"u8);
        json.WriteString("title"u8, "Jobs");
        json.WriteString("version"u8, "v1");
        json.WriteString(
            "description"u8,
            "A persistent job system. Times are UTC, durations milliseconds in fields ending in Ms; unknown fields and parameters are refused; fields without a value are present as null. Each problem has a fixed word as its type.");
        json.WriteEndObject();
    }

    private void WritePaths(Utf8JsonWriter json)
    {
        json.WriteStartObject("paths"u8);
        foreach (var path in _routes.GroupBy(route => route.Path))
        {
            json.WriteStartObject(path.Key);
            foreach (var route in path)
            {
                json.WritePropertyName(route.Method.ToLowerInvariant());
                new OpenApiOperation(json, route).Write();
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteComponents(Utf8JsonWriter json)
    {
        json.WriteStartObject("components"u8);
        json.WriteStartObject("schemas"u8);
        var shapes = Shapes().DistinctBy(shape => shape.Name).OrderBy(shape => shape.Name, StringComparer.Ordinal).ToList();
        foreach (var shape in shapes)
        {
            json.WritePropertyName(shape.Name);
            new ShapeSchema(json, shape).Write();
        }

        json.WriteEndObject();
        OpenApiExamples.Write(json, shapes);
        json.WriteStartObject("securitySchemes"u8);
        json.WriteStartObject(KeyScheme);
        json.WriteString("type"u8, "http");
        json.WriteString("scheme"u8, "bearer");
        json.WriteString("description"u8, $"An API key with the scope that the route names: {string.Join(", ", ScopeWords.All.Select(scope => scope.Word))}. A host without keys asks for none.");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private IEnumerable<Shape> Shapes() => _routes
        .SelectMany(route => route.Doc!.Answers.Select(answer => answer.Shape).Append(route.Doc.Body).OfType<Shape>())
        .SelectMany(shape => shape.WithParts())
        .Append(ProblemShape.Problem);
}
