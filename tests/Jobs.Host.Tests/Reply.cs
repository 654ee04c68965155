using System.Net;
using System.Text.Json;

namespace Jobs.Host.Tests;

/// <summary>What came back over HTTP.</summary>
public sealed record Reply(HttpStatusCode Status, string ContentType, Uri? Location, TimeSpan? RetryAfter, string Body)
{
    /// <summary>Deeper than anything a host may answer with.</summary>
    private static readonly JsonDocumentOptions _options = new() { MaxDepth = 2000 };

    public JsonElement Json => JsonDocument.Parse(Body, _options).RootElement;

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Content.Headers.ContentType?.MediaType ?? "",
        response.Headers.Location,
        response.Headers.RetryAfter?.Delta,
        await response.Content.ReadAsStringAsync());

    public string Text(string property) => Json.GetProperty(property).GetString()!;

    /// <summary>A problem of this type, with a status that fits and without a stack.</summary>
    public void AssertProblem(HttpStatusCode status, string type)
    {
        Assert.True(status == Status, $"expected {(int)status} {type}, got {(int)Status}: {Body}");
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(type, Text("type"));
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.NotEmpty(Text("detail"));
        Assert.DoesNotContain("   at ", Body, StringComparison.Ordinal);
    }
}
