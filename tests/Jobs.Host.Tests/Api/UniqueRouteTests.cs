using System.Net;
using System.Text.Json;

namespace Jobs.Host.Tests.Api;

public sealed class UniqueRouteTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task The_job_that_has_the_key_is_the_answer()
    {
        var first = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":1,"uniqueKey":"order-1","delayMs":3600000}""");
        var second = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":2,"uniqueKey":"order-1"}""");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.Status, second.Status));
        Assert.Equal((first.Text("id"), "order-1", "1"), (second.Text("id"), second.Text("uniqueKey"), second.Json.GetProperty("payload").GetRawText()));
        Assert.Equal(JsonValueKind.True, second.Json.GetProperty("deduplicated").ValueKind);
    }

    [Fact]
    public async Task A_replacement_changes_the_waiting_job()
    {
        var first = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":1,"uniqueKey":"order-2","delayMs":3600000}""");
        var second = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":2,"priority":"high","uniqueKey":"order-2","onConflict":"replace"}""");

        Assert.Equal((first.Text("id"), "2", "2"), (second.Text("id"), second.Json.GetProperty("payload").GetRawText(), second.Json.GetProperty("priority").GetRawText()));
        Assert.Equal(first.Text("scheduledFor"), second.Text("scheduledFor"));
    }

    [Fact]
    public async Task Unique_by_payload_looks_at_the_value_and_not_at_how_it_is_written()
    {
        var first = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":{"a":1,"b":2},"unique":"payload","delayMs":3600000}""");
        var second = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":{"b":2,"a":1},"unique":"payload"}""");

        Assert.Equal(first.Text("id"), second.Text("id"));
    }

    [Fact]
    public async Task A_window_outlives_the_job()
    {
        var first = await host.RunAsync("""{"queue":"work","payload":1,"uniqueKey":"order-3","uniqueForMs":3600000}""");
        var second = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":1,"uniqueKey":"order-3"}""");

        Assert.Equal((first.GetProperty("id").GetString(), "completed"), (second.Text("id"), second.Text("status")));
    }

    [Fact]
    public async Task The_same_Idempotency_Key_has_the_same_answer_though_the_request_was_merged()
    {
        var holder = await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":1,"uniqueKey":"order-4","delayMs":3600000}""");
        const string Body = """{"queue":"work","payload":2,"uniqueKey":"order-4"}""";
        await host.PostAsync("/api/v1/jobs", Body, ("Idempotency-Key", "merged"));
        await host.PostAsync($"/api/v1/jobs/{holder.Text("id")}/cancel");

        Assert.Equal(holder.Text("id"), (await host.PostAsync("/api/v1/jobs", Body, ("Idempotency-Key", "merged"))).Text("id"));
        (await host.PostAsync("/api/v1/jobs", """{"queue":"work","payload":3,"uniqueKey":"order-4"}""", ("Idempotency-Key", "merged")))
            .AssertProblem(HttpStatusCode.UnprocessableEntity, "idempotency-conflict");
    }

    [Theory]
    [InlineData("\"uniqueKey\":\"k\",\"unique\":\"payload\"", "unique")]
    [InlineData("\"unique\":\"type\"", "unique")]
    [InlineData("\"uniqueKey\":\"k\",\"uniqueForMs\":999", "uniqueForMs")]
    [InlineData("\"uniqueKey\":\"k\",\"onConflict\":\"merge\"", "onConflict")]
    [InlineData("\"onConflict\":\"replace\"", "uniqueKey")]
    public async Task What_is_wrong_names_its_field(string fields, string field)
    {
        var refused = await host.PostAsync("/api/v1/jobs", $$"""{"queue":"work","payload":1,{{fields}}}""");

        refused.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        Assert.True(refused.Json.GetProperty("errors").TryGetProperty(field, out _));
    }
}
