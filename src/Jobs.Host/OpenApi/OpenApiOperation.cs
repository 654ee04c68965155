using System.Globalization;
using System.Text.Json;
using Jobs.Host.Api;
using Jobs.Hosting;

namespace Jobs.Host.OpenApi;

/// <summary>Writes one route.</summary>
internal sealed class OpenApiOperation(Utf8JsonWriter json, DescribedRoute route)
{
    private readonly RouteDoc _doc = route.Doc!;

    public void Write()
    {
        json.WriteStartObject();
        json.WriteString("operationId"u8, OperationIds.Of(route));
        json.WriteString("summary"u8, _doc.Summary);
        json.WriteStartArray("tags"u8);
        json.WriteStringValue(_doc.Tag);
        json.WriteEndArray();
        WriteSecurity();
        WriteParameters();
        if (_doc.Body is { } body)
            WriteBody(body);
        WriteResponses();
        json.WriteEndObject();
    }

    private void WriteSecurity()
    {
        json.WriteStartArray("security"u8);
        if (route.Access.Needs != Scopes.None)
        {
            json.WriteStartObject();
            json.WriteStartArray("apiKey"u8);
            json.WriteStringValue(ScopeWords.All.Single(scope => scope.Scope == route.Access.Needs).Word);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteParameters()
    {
        json.WriteStartArray("parameters"u8);
        foreach (var name in route.PathParameters)
            WriteParameter(name, "path", PathDocs.Describe(name, _doc.Tag), PathDocs.Example(name, _doc.Tag), isNumber: false);
        foreach (var query in _doc.Query)
            WriteParameter(query.Name, "query", query.Description, query.Example, query.IsNumber);
        json.WriteEndArray();
    }

    private void WriteParameter(string name, string place, string description, string example, bool isNumber)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, name);
        json.WriteString("in"u8, place);
        json.WriteString("description"u8, description);
        if (place == "path")
            json.WriteBoolean("required"u8, true);
        json.WriteStartObject("schema"u8);
        json.WriteString("type"u8, isNumber ? "integer" : "string");
        json.WriteEndObject();
        if (isNumber)
            json.WriteNumber("example"u8, long.Parse(example, CultureInfo.InvariantCulture));
        else if (example.Length > 0)
            json.WriteString("example"u8, example);
        json.WriteEndObject();
    }

    private void WriteBody(Shape body)
    {
        json.WriteStartObject("requestBody"u8);
        json.WriteBoolean("required"u8, !_doc.IsBodyOptional);
        WriteContent("application/json", body);
        json.WriteEndObject();
    }

    private void WriteResponses()
    {
        json.WriteStartObject("responses"u8);
        foreach (var answer in _doc.Answers)
        {
            json.WriteStartObject(answer.Status.ToString(CultureInfo.InvariantCulture));
            json.WriteString("description"u8, answer.Description);
            if (answer.Shape is { } shape)
                WriteContent(answer.ContentType, shape);
            json.WriteEndObject();
        }

        foreach (var status in RouteProblems.Of(route).GroupBy(ProblemTypes.StatusOf).Where(status => _doc.Answers.All(answer => answer.Status != status.Key)))
            WriteProblems(status.Key, [.. status]);
        json.WriteEndObject();
    }

    private void WriteProblems(int status, IReadOnlyList<string> types)
    {
        json.WriteStartObject(status.ToString(CultureInfo.InvariantCulture));
        json.WriteString("description"u8, string.Join(", or ", types.Select(type => $"`{type}`: {ProblemTypes.TitleOf(type)}")));
        json.WriteStartObject("content"u8);
        json.WriteStartObject("application/problem+json"u8);
        json.WritePropertyName("schema"u8);
        ShapeSchema.WriteReference(json, ProblemShape.Problem);
        json.WriteStartObject("examples"u8);
        foreach (var type in types)
        {
            json.WritePropertyName(type);
            OpenApiExamples.WriteReference(json, type);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteContent(string contentType, Shape shape)
    {
        json.WriteStartObject("content"u8);
        json.WriteStartObject(contentType);
        json.WritePropertyName("schema"u8);
        ShapeSchema.WriteReference(json, shape);
        json.WriteStartObject("examples"u8);
        json.WritePropertyName(shape.Name);
        OpenApiExamples.WriteReference(json, shape.Name);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
