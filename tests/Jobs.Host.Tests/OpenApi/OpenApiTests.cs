using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using Jobs.Host.OpenApi;

namespace Jobs.Host.Tests.OpenApi;

/// <summary>The OpenAPI document: that it is about every route, as it was approved.</summary>
public sealed class OpenApiTests(ContractHost host) : IClassFixture<ContractHost>
{
    private const string AcceptVariable = "ACCEPT_GOLDEN";

    private static readonly JsonSerializerOptions _readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_document_is_the_approved_one()
    {
        var reply = await host.GetAsync("/openapi/v1.json");
        var path = Path.Combine(Folder(), "openapi.v1.json");
        var text = JsonSerializer.Serialize(reply.Json, _readable).ReplaceLineEndings("\n") + "\n";
        if (Environment.GetEnvironmentVariable(AcceptVariable) is { Length: > 0 })
            await File.WriteAllTextAsync(path, text);

        Assert.Equal((HttpStatusCode.OK, "application/json"), (reply.Status, reply.ContentType));
        Assert.True(
            File.Exists(path) && await File.ReadAllTextAsync(path) == text,
            $"The API's description has changed. Look at the difference, and if it is meant: {AcceptVariable}=1 dotnet test tests/Jobs.Host.Tests --filter {nameof(The_document_is_the_approved_one)}, which writes {path}.");
    }

    [Fact]
    public void Every_route_but_the_pages_is_described()
    {
        var silent = host.Routes.Where(route => route.Doc is null && !route.Access.IsPage && !IsPart(route.Path)).Select(route => $"{route.Method} {route.Path}").ToList();

        Assert.True(silent.Count == 0, $"Give these a RouteDoc where they are mapped: {string.Join(", ", silent)}");
    }

    [Fact]
    public void Every_shape_has_one_example()
    {
        var shapes = host.Described
            .SelectMany(route => route.Doc!.Answers.Select(answer => answer.Shape).Append(route.Doc.Body).OfType<Shape>())
            .SelectMany(shape => shape.WithParts())
            .GroupBy(shape => shape.Name)
            .Where(shape => shape.Select(same => same.Example).Distinct().Count() > 1);

        Assert.Empty(shapes.Select(shape => shape.Key));
    }

    // What pages are made of is no API.
    private static bool IsPart(string path) => path is "/" or "/login" or "/logout" || path.StartsWith("/assets/", StringComparison.Ordinal);

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
