using System.Net;
using System.Text.Json;

namespace Jobs.Host.Tests.Api;

public sealed class LeaseRouteTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_job_is_claimed_extended_and_acked()
    {
        var id = await EnqueueAsync("ack-1");

        var item = await ClaimAsync("ack-1");
        var token = item.GetProperty("leaseToken").GetString();
        var extended = await host.PostAsync($"/api/v1/jobs/{id}/extend", $$$"""{"leaseToken":"{{{token}}}","leaseMs":60000,"progress":{"percent":50,"message":"half"}}""");
        var running = await host.GetAsync($"/api/v1/jobs/{id}");
        var acked = await host.PostAsync($"/api/v1/jobs/{id}/ack", $$"""{"leaseToken":"{{token}}","result":{"pages":3} }""");
        var again = await host.PostAsync($"/api/v1/jobs/{id}/ack", $$"""{"leaseToken":"{{token}}","result":{"pages":3} }""");

        Assert.Equal("processing", item.GetProperty("job").GetProperty("status").GetString());
        Assert.True(extended.Json.GetProperty("leaseUntil").GetDateTimeOffset() > item.GetProperty("job").GetProperty("startedAt").GetDateTimeOffset());
        Assert.Equal(("anna", 50), (running.Text("workerId"), running.Json.GetProperty("progress").GetProperty("percent").GetInt32()));
        Assert.DoesNotContain(token!, running.Body, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.OK, "completed"), (acked.Status, acked.Text("status")));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(3, again.Json.GetProperty("result").GetProperty("pages").GetInt32());
        (await host.PostAsync($"/api/v1/jobs/{id}/nack", $$$"""{"leaseToken":"{{{token}}}","error":{"message":"no"}}""")).AssertProblem(HttpStatusCode.Conflict, "lease-lost");
    }

    [Fact]
    public async Task A_nack_is_retried_and_a_permanent_one_dies_with_its_error()
    {
        var id = await EnqueueAsync("nack-1");
        var first = (await ClaimAsync("nack-1")).GetProperty("leaseToken").GetString();
        var failed = await host.PostAsync($"/api/v1/jobs/{id}/nack", $$$"""{"leaseToken":"{{{first}}}","error":{"type":"IOError","message":"disk","stack":"line 1"}}""");
        await host.PostAsync($"/api/v1/jobs/{id}/retry");
        var second = (await ClaimAsync("nack-1")).GetProperty("leaseToken").GetString();
        var dead = await host.PostAsync($"/api/v1/jobs/{id}/nack", $$$"""{"leaseToken":"{{{second}}}","error":{"message":"never"},"permanent":true}""");

        Assert.Equal("failed", failed.Text("status"));
        Assert.Equal("IOError", failed.Json.GetProperty("lastError").GetProperty("type").GetString());
        Assert.Equal(("dead", "never"), (dead.Text("status"), dead.Json.GetProperty("lastError").GetProperty("message").GetString()));
    }

    [Fact]
    public async Task A_claim_waits_for_work()
    {
        var waits = host.PostAsync("/api/v1/queues/slow/claims", """{"worker":"patient","limit":1,"waitMs":30000}""");
        while ((await host.GetAsync("/api/v1/queues/slow")).Json.GetProperty("externalWorkers").GetArrayLength() == 0)
            await Task.Yield();

        await host.PostAsync("/api/v1/jobs", """{"queue":"slow","type":"x","id":"wait-for-it","payload":null}""");

        Assert.Equal("wait-for-it", Assert.Single((await waits).Json.GetProperty("items").EnumerateArray()).GetProperty("job").GetProperty("id").GetString());
    }

    [Fact]
    public async Task Who_hangs_up_while_waiting_gets_no_job()
    {
        using (var hangUp = new CancellationTokenSource())
        {
            using var content = new StringContent("""{"worker":"gone","limit":1,"waitMs":30000}""", System.Text.Encoding.UTF8, "application/json");
            var waits = host.Http.PostAsync("/api/v1/queues/left/claims", content, hangUp.Token);
            while (await WaitingAsync("left") == 0)
                await Task.Yield();
            await hangUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        }

        while (await WaitingAsync("left") > 0)
            await Task.Yield();
        await host.PostAsync("/api/v1/jobs", """{"queue":"left","type":"x","payload":null}""");

        Assert.Equal(1, (await host.GetAsync("/api/v1/queues/left")).Json.GetProperty("counts").GetProperty("pending").GetInt32());
    }

    [Fact]
    public async Task A_queue_whose_jobs_the_host_runs_refuses_claims_and_says_what_would_help()
    {
        var refused = await host.PostAsync("/api/v1/queues/work/claims", """{"worker":"anna","limit":1}""");

        refused.AssertProblem(HttpStatusCode.Conflict, "no-external-workers");
        Assert.Contains("external-workers = on", refused.Text("detail"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await host.GetAsync("/api/v1/queues/work")).Json.GetProperty("externalWorkers").ValueKind);
        (await host.PostAsync("/api/v1/queues/nowhere/claims", """{"worker":"anna","limit":1}""")).AssertProblem(HttpStatusCode.NotFound, "unknown-queue");
    }

    [Theory]
    [InlineData("queues/partners/claims", """{"limit":1}""", "worker")]
    [InlineData("queues/partners/claims", """{"worker":"anna"}""", "limit")]
    [InlineData("queues/partners/claims", """{"worker":"anna","limit":101}""", "limit")]
    [InlineData("queues/partners/claims", """{"worker":"anna","limit":1,"leaseMs":999}""", "leaseMs")]
    [InlineData("queues/partners/claims", """{"worker":"anna","limit":1,"waitMs":30001}""", "waitMs")]
    [InlineData("queues/partners/claims", """{"worker":"anna","limit":1,"wait":1}""", "wait")]
    [InlineData("jobs/x/ack", """{"result":1}""", "leaseToken")]
    [InlineData("jobs/x/ack", """{"leaseToken":"abc"}""", "leaseToken")]
    [InlineData("jobs/x/nack", """{"leaseToken":"00000000000000000000000000000001"}""", "error")]
    [InlineData("jobs/x/nack", """{"leaseToken":"00000000000000000000000000000001","error":{}}""", "error.message")]
    [InlineData("jobs/x/nack", """{"leaseToken":"00000000000000000000000000000001","error":{"message":7}}""", "error.message")]
    [InlineData("jobs/x/extend", """{"leaseToken":"00000000000000000000000000000001"}""", "leaseMs")]
    [InlineData("jobs/x/extend", """{"leaseToken":"00000000000000000000000000000001","leaseMs":43200001}""", "leaseMs")]
    [InlineData("jobs/x/extend", """{"leaseToken":"00000000000000000000000000000001","leaseMs":1000,"progress":{"percent":101}}""", "progress.percent")]
    public async Task What_is_out_of_bounds_is_named(string route, string body, string field)
    {
        var refused = await host.PostAsync($"/api/v1/{route}", body);

        refused.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Contains(field, refused.Json.GetProperty("errors").EnumerateObject().Select(error => error.Name));
    }

    [Fact]
    public async Task A_token_of_nobody_is_lease_lost_and_a_result_that_is_too_large_is_413()
    {
        var id = await EnqueueAsync("odd-1");
        var token = (await ClaimAsync("odd-1")).GetProperty("leaseToken").GetString();

        (await host.PostAsync($"/api/v1/jobs/{id}/ack", """{"leaseToken":"00000000000000000000000000000001"}""")).AssertProblem(HttpStatusCode.Conflict, "lease-lost");
        (await host.PostAsync($"/api/v1/jobs/{id}/ack", $$"""{"leaseToken":"{{token}}","result":"{{new string('x', JobBounds.ResultBytesMax)}}"}""")).AssertProblem(HttpStatusCode.RequestEntityTooLarge, "payload-too-large");
        (await host.PostAsync("/api/v1/jobs/nobody/ack", $$"""{"leaseToken":"{{token}}"}""")).AssertProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync($"/api/v1/jobs/{id}/ack", $$"""{"leaseToken":"{{token}}"}""")).Status);
    }

    private async Task<string> EnqueueAsync(string id)
    {
        Assert.Equal(HttpStatusCode.Created, (await host.PostAsync("/api/v1/jobs", $$"""{"queue":"partners","type":"known-to-nobody-here","id":"{{id}}","payload":1}""")).Status);
        return id;
    }

    // Tests of this class run one after the other; each leaves nothing that is ready.
    private async Task<JsonElement> ClaimAsync(string id)
    {
        var claimed = await host.PostAsync("/api/v1/queues/partners/claims", """{"worker":"anna","limit":1,"leaseMs":60000}""");
        Assert.Equal(HttpStatusCode.OK, claimed.Status);
        var item = Assert.Single(claimed.Json.GetProperty("items").EnumerateArray());
        Assert.Equal(id, item.GetProperty("job").GetProperty("id").GetString());
        return item;
    }

    private async Task<int> WaitingAsync(string queue) => (await host.GetAsync($"/api/v1/queues/{queue}")).Json.GetProperty("externalWorkers").GetArrayLength();
}
