using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Jobs.Host.Tests.Api;

public sealed class BadInputTests(TestHost host) : IClassFixture<TestHost>
{
    private const string BadQueue = "idle";

    public static TheoryData<string, string> Invalid { get; } = new()
    {
        { "", "JSON" },
        { "{", "JSON" },
        { "[]", "object" },
        { "\"x\"", "object" },
        { """{"queue":"idle","type":"echo","payload":1}x""", "JSON" },
        { """{"queue":"idle","type":"echo","payload":1,}""", "JSON" },
        { """{"queue":"idle","type":"echo","payload":01}""", "JSON" },
        { """{"queue":"idle","type":"echo","payload":NaN}""", "JSON" },
        { """{"type":"echo","payload":1}""", "queue: missing" },
        { """{"queue":"idle","type":"echo"}""", "payload: missing" },
        { """{"queue":"idle","payload":1}""", "default-type" },
        { """{"queue":7,"type":"echo","payload":1}""", "queue: expected a string, got a number" },
        { """{"queue":"idle","type":"echo","payloud":1}""", "did you mean 'payload'" },
        { """{"queue":"idle","type":"echo","payload":1,"payload":2}""", "payload: given twice" },
        { """{"queue":"idle","type":"echo","payload":1,"priority":11}""", "priority: expected a whole number from 0 to 10, got 11" },
        { """{"queue":"idle","type":"echo","payload":1,"priority":1.5}""", "priority" },
        { """{"queue":"idle","type":"echo","payload":1,"priority":"urgent"}""", "critical, high, normal, low" },
        { """{"queue":"idle","type":"echo","payload":1,"delayMs":-1}""", "delayMs" },
        { """{"queue":"idle","type":"echo","payload":1,"delayMs":1e99}""", "delayMs" },
        { """{"queue":"idle","type":"echo","payload":1,"delayMs":1,"runAt":"2099-01-01T00:00:00Z"}""", "runAt: not together" },
        { """{"queue":"idle","type":"echo","payload":1,"runAt":"2099-01-01T00:00:00"}""", "runAt: expected a time with its offset" },
        { """{"queue":"idle","type":"echo","payload":1,"runAt":"tomorrow"}""", "runAt" },
        { """{"queue":"idle","type":"echo","payload":1,"maxAttempts":0}""", "maxAttempts" },
        { """{"queue":"idle","type":"echo","payload":1,"maxAttempts":101}""", "maxAttempts" },
        { """{"queue":"idle","type":"echo","payload":1,"timeoutMs":99}""", "timeoutMs" },
        { """{"queue":"idle","type":"echo","payload":1,"id":"a b"}""", "id: expected 1 to 128" },
        { """{"queue":"idle","type":"echo","payload":1,"id":""}""", "id" },
        { """{"queue":"idle","type":"ec\u0000ho","payload":1}""", "type" },
        { """{"queue":"idle","type":"\ud800","payload":1}""", "type" },
        { """{"queue":"idle","type":"echo","payload":"\ud800"}""", "payload: has a lone surrogate" },
        { """{"queue":"idle","type":"echo","payload":{"\udc00":1}}""", "payload: has a lone surrogate" },
        { """{"queue":"idle","type":"echo","payload":1,"\ud800":1}""", "lone surrogate" },
        { """{"queue":"idle","type":"echo","payload":1,"tags":"x"}""", "tags: expected an array" },
        { """{"queue":"idle","type":"echo","payload":1,"tags":["1","2","3","4","5","6","7","8","9","10","11","12","13","14","15","16","17"]}""", "at most 16 tags" },
        { """{"queue":"idle","type":"echo","payload":1,"backoff":{"kind":"exponentail"}}""", "backoff.kind" },
        { """{"queue":"idle","type":"echo","payload":1,"backoff":{"delay":5}}""", "backoff.delay: unknown field; did you mean 'delayMs'" },
        { """{"queue":"idle","type":"echo","payload":1,"uniqueKey":"k","unique":"payload"}""", "unique: not together" },
        { """{"queue":"idle","type":"echo","payload":1,"onConflict":"replace"}""", "uniqueKey: missing" },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public async Task What_is_wrong_is_named_and_nothing_is_stored(string body, string says)
    {
        var reply = await host.PostAsync("/api/v1/jobs", body);

        reply.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Contains(says, reply.Text("detail"), StringComparison.Ordinal);
        await AssertNothingStored();
    }

    [Fact]
    public async Task All_that_is_wrong_is_named_at_once()
    {
        var reply = await host.PostAsync("/api/v1/jobs", """{"queue":"idle","payload":1,"priority":11,"delayMs":-1,"colour":"red"}""");

        var errors = reply.Json.GetProperty("errors");
        foreach (var field in (string[])["priority", "delayMs", "colour"])
            Assert.True(errors.TryGetProperty(field, out _), field);
    }

    [Theory]
    [InlineData(65)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task A_payload_that_is_nested_too_deep_is_refused(int depth)
    {
        var payload = new string('[', depth) + new string(']', depth);

        var reply = await host.PostAsync("/api/v1/jobs", $$"""{"queue":"idle","type":"echo","payload":{{payload}}}""");

        reply.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        await AssertNothingStored();
    }

    [Fact]
    public async Task A_payload_of_64_levels_is_taken()
    {
        var payload = new string('[', 64) + new string(']', 64);

        var job = await host.RunAsync($$"""{"queue":"work","payload":{{payload}}}""");

        Assert.Equal("completed", job.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var body = Encoding.Latin1.GetBytes("{\"queue\":\"idle\",\"type\":\"echo\",\"payload\":\"\u00ff\"}");
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

        var reply = await host.SendAsync(HttpMethod.Post, "/api/v1/jobs", content);

        reply.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task A_payload_over_its_limit_is_413()
    {
        var reply = await host.PostAsync("/api/v1/jobs", $$"""{"queue":"idle","type":"echo","payload":"{{new string('x', 64 * 1024)}}"}""");

        reply.AssertProblem(HttpStatusCode.RequestEntityTooLarge, "payload-too-large");
        await AssertNothingStored();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_8_MiB_is_413(bool chunked)
    {
        using var content = new ByteArrayContent(new byte[(8 * 1024 * 1024) + 1]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;

        using var response = await host.Http.SendAsync(request);

        (await Reply.ReadAsync(response)).AssertProblem(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task Anything_but_JSON_is_415(string contentType)
    {
        using var content = new StringContent("{}");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);

        var reply = await host.SendAsync(HttpMethod.Post, "/api/v1/jobs", content);

        reply.AssertProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task An_unknown_queue_is_404_and_names_the_known_ones()
    {
        var reply = await host.PostAsync("/api/v1/jobs", """{"queue":"wrok","type":"echo","payload":1}""");

        reply.AssertProblem(HttpStatusCode.NotFound, "unknown-queue");
        Assert.Contains("work", reply.Text("detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_type_is_422()
    {
        var reply = await host.PostAsync("/api/v1/jobs", """{"queue":"idle","type":"nobody","payload":1}""");

        reply.AssertProblem(HttpStatusCode.UnprocessableEntity, "unknown-type");
        await AssertNothingStored();
    }

    [Theory]
    [InlineData("/api/v1/jobs?limit=0")]
    [InlineData("/api/v1/jobs?limit=501")]
    [InlineData("/api/v1/jobs?limit=ten")]
    [InlineData("/api/v1/jobs?status=running")]
    [InlineData("/api/v1/jobs?colour=red")]
    [InlineData("/api/v1/jobs?queue=work&queue=idle")]
    [InlineData("/api/v1/jobs?filter=colour:red")]
    [InlineData("/api/v1/jobs?queue=work&cursor=nonsense")]
    [InlineData("/api/v1/jobs?cursor=nonsense")]
    [InlineData("/api/v1/jobs?cursor=!")]
    [InlineData("/api/v1/jobs/a%20b")]
    [InlineData("/api/v1/jobs/x/result?waitMs=60001")]
    [InlineData("/api/v1/dead-letters?limit=501")]
    [InlineData("/api/v1/stats?window=24")]
    [InlineData("/api/v1/stats?window=30s")]
    [InlineData("/api/v1/stats?window=31d")]
    [InlineData("/api/v1/stats/series?window=24h&step=90s")]
    [InlineData("/api/v1/stats/series?window=1h&step=2h")]
    [InlineData("/api/v1/stats/series?window=30d&step=1m")]
    public async Task A_wrong_query_is_400(string path) => (await host.GetAsync(path)).AssertProblem(HttpStatusCode.BadRequest, "invalid-request");

    private async Task AssertNothingStored()
    {
        var jobs = await host.GetAsync($"/api/v1/jobs?queue={BadQueue}");
        Assert.Equal(0, jobs.Json.GetProperty("items").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/health")).Status);
    }
}
