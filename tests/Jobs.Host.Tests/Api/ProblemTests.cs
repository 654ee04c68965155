using System.Text;
using System.Text.Json;
using Jobs.Host.Api;
using Jobs.Messages;
using Microsoft.AspNetCore.Http;

namespace Jobs.Host.Tests.Api;

public sealed class ProblemTests
{
    public static TheoryData<string> Codes { get; } = [.. typeof(Refusal.Codes).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_refusal_has_a_status_and_none_is_a_success(string code) => Assert.InRange(ProblemTypes.StatusOf(code), 400, 503);

    [Theory]
    [MemberData(nameof(Codes))]
    public void No_refusal_looks_like_a_fault_of_the_server(string code) => Assert.NotEqual(500, ProblemTypes.StatusOf(code));

    [Fact]
    public async Task A_queue_that_comes_back_says_when_to_ask_again()
    {
        var (response, _) = await WriteAsync(Problem.From(new Refusal(Refusal.Codes.QueueUnavailable, "down", TimeSpan.FromMilliseconds(1500))));

        Assert.Equal(503, response.StatusCode);
        Assert.Equal("2", response.Headers.RetryAfter);
    }

    [Fact]
    public async Task An_unknown_outcome_names_the_ids_to_repeat()
    {
        var (_, one) = await WriteAsync(Problem.OutcomeUnknown([JobId.Parse("a")]));
        var (response, two) = await WriteAsync(Problem.OutcomeUnknown([JobId.Parse("a"), JobId.Parse("b")]));

        Assert.Equal("a", one.GetProperty("id").GetString());
        Assert.Equal(["a", "b"], two.GetProperty("ids").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal(503, response.StatusCode);
        Assert.NotEmpty(response.Headers.RetryAfter.ToString());
    }

    private static async Task<(HttpResponse Response, JsonElement Body)> WriteAsync(Problem problem)
    {
        var http = new DefaultHttpContext();
        using var body = new MemoryStream();
        http.Response.Body = body;
        await AnswerWriter.WriteAsync(http.Response, problem);
        await http.Response.BodyWriter.FlushAsync();
        using var document = JsonDocument.Parse(Encoding.UTF8.GetString(body.ToArray()));
        return (http.Response, document.RootElement.Clone());
    }
}
