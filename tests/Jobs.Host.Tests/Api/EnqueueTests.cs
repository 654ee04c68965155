using System.Net;
using System.Text.Json;

namespace Jobs.Host.Tests.Api;

public sealed class EnqueueTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_new_job_is_201_with_its_location_and_every_field()
    {
        var reply = await host.PostAsync("/api/v1/jobs", """{"queue":"work","type":"echo","payload":{"a":1},"tags":["x","y"],"priority":"high","id":"new-1"}""");

        Assert.Equal(HttpStatusCode.Created, reply.Status);
        Assert.Equal("/api/v1/jobs/new-1?queue=work", reply.Location!.OriginalString);
        Assert.False(reply.Json.GetProperty("deduplicated").GetBoolean());
        Assert.Equal(2, reply.Json.GetProperty("priority").GetInt32());
        foreach (var field in (string[])["id", "queue", "type", "status", "payload", "priority", "attempts", "maxAttempts", "crashes", "replays", "createdAt", "updatedAt", "scheduledFor", "startedAt", "completedAt", "workerId", "timeoutMs", "lastError", "result", "progress", "tags", "uniqueKey", "partitionKey", "waiting", "history"])
            Assert.True(reply.Json.TryGetProperty(field, out _), $"{field} is missing");
    }

    [Fact]
    public async Task A_job_runs_and_its_result_can_be_waited_for()
    {
        var enqueued = await host.PostAsync("/api/v1/jobs", """{"queue":"work","type":"sleep","payload":{"ms":50}}""");
        var id = enqueued.Text("id");

        var early = await host.GetAsync($"/api/v1/jobs/{id}/result");
        var done = await host.GetAsync($"/api/v1/jobs/{id}/result?waitMs=30000");

        Assert.Contains(early.Status, (HttpStatusCode[])[HttpStatusCode.Accepted, HttpStatusCode.OK]);
        Assert.Equal(HttpStatusCode.OK, done.Status);
        Assert.Equal("completed", done.Text("status"));
    }

    [Theory]
    [InlineData("1.00000000000000000000000000000000000001")]
    [InlineData("123456789012345678901234567890")]
    [InlineData("-0.0")]
    [InlineData("1e400")]
    [InlineData("\"\\u00e9 \\ud83d\\ude00 \\u0000\"")]
    [InlineData("[1,{\"a\":[]},null,true]")]
    [InlineData("null")]
    public async Task A_payload_comes_back_digit_for_digit(string payload)
    {
        var job = await host.RunAsync($$"""{"queue":"work","type":"echo","payload":{{payload}}}""");

        Assert.Equal(payload, job.GetProperty("payload").GetRawText());
        Assert.Equal("completed", job.GetProperty("status").GetString());
        Assert.Equal(payload, job.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task White_space_between_tokens_is_not_part_of_a_payload()
    {
        var first = await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"spaces","payload":{"a b": [1, 2],  "c":"x  y"}}""");
        var again = await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"spaces","payload":{"a b":[1,2],"c":"x  y"}}""");

        Assert.Equal("""{"a b":[1,2],"c":"x  y"}""", first.Json.GetProperty("payload").GetRawText());
        Assert.Equal(HttpStatusCode.OK, again.Status);
    }

    [Fact]
    public async Task The_same_id_again_is_the_same_job()
    {
        const string Body = """{"queue":"work","id":"twice","payload":1}""";

        var first = await host.PostAsync("/api/v1/jobs", Body);
        var again = await host.PostAsync("/api/v1/jobs", Body);
        var other = await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"twice","payload":2}""");

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.True(again.Json.GetProperty("deduplicated").GetBoolean());
        other.AssertProblem(HttpStatusCode.Conflict, "id-conflict");
    }

    [Fact]
    public async Task An_idempotency_key_makes_the_id_from_queue_and_key()
    {
        var key = ("Idempotency-Key", "order 4711");

        var first = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":1}""", key);
        var again = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":1}""", key);
        var elsewhere = await host.PostAsync("/api/v1/jobs", """{"queue":"idle","type":"echo","payload":1}""", key);
        var other = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":2}""", key);

        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.NotEqual(first.Text("id"), elsewhere.Text("id"));
        other.AssertProblem(HttpStatusCode.UnprocessableEntity, "idempotency-conflict");
    }

    [Fact]
    public async Task A_delayed_job_is_scheduled_with_times_in_UTC()
    {
        var reply = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":null,"runAt":"2099-01-31T09:00:00+01:00"}""");

        Assert.Equal("scheduled", reply.Text("status"));
        Assert.Equal("2099-01-31T08:00:00.0000000Z", reply.Text("scheduledFor"));
    }

    [Fact]
    public async Task A_job_keeps_its_own_backoff_attempts_and_timeout()
    {
        var job = await host.RunAsync("""{"queue":"work","type":"flaky","payload":{"failures":2},"maxAttempts":3,"timeoutMs":5000,"backoff":{"kind":"list","delaysMs":[1,2]}}""");

        Assert.Equal("completed", job.GetProperty("status").GetString());
        Assert.Equal(3, job.GetProperty("attempts").GetInt32());
        Assert.Equal(5000, job.GetProperty("timeoutMs").GetInt32());
    }

    [Fact]
    public async Task A_timeout_names_its_limit()
    {
        var job = await host.RunAsync("""{"queue":"work","type":"never-return","payload":null,"maxAttempts":1,"timeoutMs":100}""");

        Assert.Equal("dead", job.GetProperty("status").GetString());
        Assert.Contains("100", job.GetProperty("lastError").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_was_enqueued_says_by_whom_in_its_history()
    {
        var job = await host.RunAsync("""{"queue":"work","payload":null}""");

        var events = job.GetProperty("history").EnumerateArray().ToList();
        Assert.Equal(["enqueued", "started", "completed"], events.Select(entry => entry.GetProperty("event").GetString()));
        Assert.Equal("api", events[0].GetProperty("by").GetString());
        Assert.Equal(JsonValueKind.Null, events[0].GetProperty("detail").ValueKind);
    }
}
