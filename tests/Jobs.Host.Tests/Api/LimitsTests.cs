using System.Net;
using System.Text;
using System.Text.Json;
using Jobs.Host.Tests.Commands;

namespace Jobs.Host.Tests.Api;

public sealed class LimitsTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_queues_limits_can_be_changed_bit_by_bit_and_reset()
    {
        var both = await PatchAsync("""{"concurrency":7,"rateLimit":{"max":100,"windowMs":60000}}""");
        var one = await PatchAsync("""{"concurrency":8}""");
        var none = await PatchAsync("""{"rateLimit":null}""");
        var shown = await host.GetAsync("/api/v1/queues/work");
        var reset = await host.PostAsync("/api/v1/queues/work/reset");

        Assert.Equal((HttpStatusCode.OK, 7, """{"max":100,"windowMs":60000}""", true), Limits(both));
        Assert.Equal((HttpStatusCode.OK, 8, """{"max":100,"windowMs":60000}""", true), Limits(one));
        Assert.Equal((HttpStatusCode.OK, 8, "null", true), Limits(none));
        Assert.Equal(none.Json.GetProperty("concurrency").GetInt32(), shown.Json.GetProperty("concurrency").GetInt32());
        Assert.Equal((HttpStatusCode.OK, 4, "null", false), Limits(reset));
    }

    [Fact]
    public async Task Jobs_run_while_limits_change()
    {
        await PatchAsync("""{"concurrency":9,"rateLimit":{"max":1000,"windowMs":1000}}""");

        Assert.Equal("completed", (await host.RunAsync("""{"queue":"work","type":"echo","payload":1}""")).GetProperty("status").GetString());
        await host.PostAsync("/api/v1/queues/work/reset");
    }

    [Theory]
    [InlineData("""{}""", null)]
    [InlineData("""{"concurrency":0}""", "concurrency")]
    [InlineData("""{"concurrency":10001}""", "concurrency")]
    [InlineData("""{"concurency":5}""", "concurency")]
    [InlineData("""{"rateLimit":5}""", "rateLimit")]
    [InlineData("""{"rateLimit":{"max":5}}""", "rateLimit.windowMs")]
    [InlineData("""{"rateLimit":{"windowMs":1000}}""", "rateLimit.max")]
    [InlineData("""{"rateLimit":{"max":1,"windowMs":99}}""", "rateLimit.windowMs")]
    [InlineData("""{"rateLimit":{"max":0,"windowMs":1000}}""", "rateLimit.max")]
    public async Task A_limit_that_can_not_be_is_refused_with_its_field(string body, string? field)
    {
        var refused = await PatchAsync(body);

        refused.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        if (field is not null)
            Assert.True(refused.Json.GetProperty("errors").TryGetProperty(field, out _), refused.Body);
    }

    [Fact]
    public async Task An_unknown_queue_is_404()
    {
        (await host.SendAsync(HttpMethod.Patch, "/api/v1/queues/wrok", Json("""{"concurrency":5}"""))).AssertProblem(HttpStatusCode.NotFound, "unknown-queue");
        (await host.PostAsync("/api/v1/queues/wrok/reset")).AssertProblem(HttpStatusCode.NotFound, "unknown-queue");
    }

    [Fact]
    public async Task Limits_can_be_set_and_reset_from_the_shell()
    {
        var set = await CommandRun.AsyncOn(host, "queues", "set", "idle", "--concurrency", "3", "--rate-limit", "100/60s", "-o", "json");
        var shown = await CommandRun.AsyncOn(host, "queues", "show", "idle");
        var none = await CommandRun.AsyncOn(host, "queues", "set", "idle", "--rate-limit", "none", "-o", "json");
        var reset = await CommandRun.AsyncOn(host, "queues", "reset", "idle", "-o", "json");

        Assert.Equal("""{"max":100,"windowMs":60000}""", JsonDocument.Parse(set.Out).RootElement.GetProperty("rateLimit").GetRawText());
        Assert.Contains("100 starts in 1m", shown.Out, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(none.Out).RootElement.GetProperty("rateLimit").ValueKind);
        Assert.Equal(1, JsonDocument.Parse(reset.Out).RootElement.GetProperty("concurrency").GetInt32());
        (await CommandRun.AsyncOn(host, "queues", "set", "idle")).AssertFailed(2, "--rate-limit");
        (await CommandRun.AsyncOn(host, "queues", "set", "idle", "--rate-limit", "100")).AssertFailed(2, "100/60s");
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static (HttpStatusCode Status, int Concurrency, string RateLimit, bool Changed) Limits(Reply reply) => (
        reply.Status, reply.Json.GetProperty("concurrency").GetInt32(), reply.Json.GetProperty("rateLimit").GetRawText(), reply.Json.GetProperty("limitsChanged").GetBoolean());

    private Task<Reply> PatchAsync(string json) => host.SendAsync(HttpMethod.Patch, "/api/v1/queues/work", Json(json));
}
