using System.Net;
using System.Text.Json;

namespace Jobs.Host.Tests.Api;

public sealed class OperationRouteTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_bulk_request_counts_first_and_is_then_followed_to_its_end()
    {
        await LaterAsync("bulk-1", "bulk-2", "bulk-3");

        var dry = await host.PostAsync("/api/v1/jobs/bulk", """{"action":"cancel","filter":"id:bulk-1,bulk-2,bulk-3","dryRun":true}""");
        var started = await host.PostAsync("/api/v1/jobs/bulk", """{"action":"cancel","filter":"id:bulk-1,bulk-2,bulk-3","reason":"wrong text"}""");
        var ended = await EndAsync(started.Text("id"));

        Assert.Equal((HttpStatusCode.OK, """{"matched":3}"""), (dry.Status, dry.Body));
        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        Assert.Equal($"/api/v1/operations/{started.Text("id")}", started.Location?.ToString());
        Assert.Equal(("cancel", "completed", "wrong text", "api"), (ended.Text("action"), ended.Text("state"), ended.Text("reason"), ended.Text("by")));
        Assert.Equal((3, 0), (ended.Json.GetProperty("processed").GetInt64(), ended.Json.GetProperty("failed").GetInt64()));
        Assert.Equal("cancelled", (await host.GetAsync("/api/v1/jobs/bulk-2")).Text("status"));
    }

    [Fact]
    public async Task Jobs_named_by_id_that_do_not_allow_it_are_told()
    {
        await LaterAsync("bulk-4");

        var started = await host.PostAsync("/api/v1/jobs/bulk", """{"action":"delete","ids":["bulk-4","bulk-nowhere"]}""");
        var ended = await EndAsync(started.Text("id"));

        Assert.Equal(1, ended.Json.GetProperty("matched").GetInt64());
        var error = Assert.Single(ended.Json.GetProperty("errors").EnumerateArray().ToList());
        Assert.Equal(("work", "bulk-4", "invalid-state"), (error.GetProperty("queue").GetString(), error.GetProperty("id").GetString(), error.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_filtered_replay_is_an_operation_that_can_be_stopped()
    {
        foreach (var id in (string[])["bulk-d1", "bulk-d2", "bulk-d3"])
            await host.RunAsync($$"""{"queue":"work","id":"{{id}}","type":"fail","payload":{"message":"to be replayed","permanent":true} }""");

        var started = await host.PostAsync("/api/v1/dead-letters/replay", """{"type":"fail","text":"to be replayed","perSecond":1}""");
        var stopped = await host.PostAsync($"/api/v1/operations/{started.Text("operationId")}/cancel");
        var listed = await host.GetAsync("/api/v1/operations");

        Assert.Equal(HttpStatusCode.Accepted, started.Status);
        Assert.Equal(3, started.Json.GetProperty("matched").GetInt64());
        Assert.Equal(("replay", "cancelled"), (stopped.Text("action"), stopped.Text("state")));
        Assert.InRange(stopped.Json.GetProperty("processed").GetInt64(), 0, 2);
        Assert.Contains(listed.Json.GetProperty("items").EnumerateArray(), item => item.GetProperty("id").GetString() == started.Text("operationId"));
    }

    [Theory]
    [InlineData("""{"filter":"status:dead"}""", "action", "missing; expected cancel, retry or delete")]
    [InlineData("""{"action":"rerun","filter":"status:dead"}""", "action", "expected cancel or retry or delete")]
    [InlineData("""{"action":"retry"}""", "filter", "filter: missing; give filter or ids, so that nothing is done to all jobs by mistake")]
    [InlineData("""{"action":"retry","filter":"status:ded"}""", "filter", "filter: column 8: there is no status 'ded', did you mean dead?")]
    [InlineData("""{"action":"retry","ids":[]}""", "ids", "expected 1 to 1000 ids, got 0")]
    [InlineData("""{"action":"retry","filter":"status:dead","perSecond":10001}""", "perSecond", "expected a whole number from 1 to 10000, got 10001")]
    [InlineData("""{"action":"retry","filter":"status:dead","dryrun":true}""", "dryrun", "unknown field; did you mean 'dryRun'?")]
    public async Task What_is_wrong_is_named(string body, string field, string says)
    {
        var reply = await host.PostAsync("/api/v1/jobs/bulk", body);

        reply.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Contains(says, reply.Json.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_operation_or_queue_is_not_found()
    {
        (await host.GetAsync($"/api/v1/operations/{Guid.Empty}")).AssertProblem(HttpStatusCode.NotFound, "not-found");
        (await host.GetAsync("/api/v1/operations/last")).AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        (await host.PostAsync("/api/v1/jobs/bulk", """{"action":"retry","filter":"status:dead","queue":"nowhere"}""")).AssertProblem(HttpStatusCode.NotFound, "unknown-queue");
    }

    private async Task LaterAsync(params string[] ids)
    {
        foreach (var id in ids)
            Assert.Equal(HttpStatusCode.Created, (await host.PostAsync("/api/v1/jobs", $$"""{"queue":"work","id":"{{id}}","payload":1,"delayMs":3600000}""")).Status);
    }

    private async Task<Reply> EndAsync(string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var operation = await host.GetAsync($"/api/v1/operations/{id}");
            if (operation.Json.GetProperty("done").ValueKind == JsonValueKind.True)
                return operation;
            await Task.Delay(10, patience.Token);
        }
    }
}
