using System.Net;
using System.Text;

namespace Jobs.Host.Tests.Api;

/// <summary>Cancel and change a job; pause, drain and resume a queue.</summary>
public sealed class CommandRouteTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_running_job_is_cancelled()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"run-1","type":"sleep","payload":{"ms":60000},"timeoutMs":120000}""");
        await UntilAsync(async () => (await host.GetAsync("/api/v1/jobs/run-1")).Text("status") == "processing");

        var cancelled = await host.PostAsync("/api/v1/jobs/run-1/cancel");

        Assert.Equal(HttpStatusCode.OK, cancelled.Status);
        Assert.NotEqual("", cancelled.Text("cancelRequestedAt"));
        Assert.Equal("cancelled", (await host.EndAsync("run-1", "work")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_waiting_job_is_changed_and_one_that_ended_is_not()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"change-1","payload":1,"delayMs":3600000}""");

        var changed = await PatchAsync("/api/v1/jobs/change-1", """{"priority":"critical","runAt":"2126-01-31T08:00:00Z","payload":{"n":1.10}}""");
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.Equal(("0", "2126-01-31T08:00:00.0000000Z", "{\"n\":1.10}"), (changed.Json.GetProperty("priority").GetRawText(), changed.Text("scheduledFor"), changed.Json.GetProperty("payload").GetRawText()));

        await PatchAsync("/api/v1/jobs/change-1", """{"runAt":"2020-01-31T08:00:00Z"}""");
        await host.EndAsync("change-1", "work");
        (await PatchAsync("/api/v1/jobs/change-1", """{"priority":3}""")).AssertProblem(HttpStatusCode.Conflict, "invalid-state");
    }

    [Theory]
    [InlineData("{}", "job")]
    [InlineData("{\"priority\":11}", "priority")]
    [InlineData("{\"runAt\":\"tomorrow\"}", "runAt")]
    [InlineData("{\"status\":\"dead\"}", "status")]
    public async Task A_change_that_is_wrong_names_its_field(string body, string field)
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"work","id":"change-2","payload":1,"delayMs":3600000}""");

        var refused = await PatchAsync("/api/v1/jobs/change-2", body);

        refused.AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        Assert.True(refused.Json.GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task A_queue_is_paused_and_resumed()
    {
        var until = TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime.ToString("O");
        var paused = await host.PostAsync("/api/v1/queues/idle/pause", $$"""{"reason":"repair","until":"{{until}}"}""");
        Assert.Equal(HttpStatusCode.OK, paused.Status);
        Assert.Equal(("true", "repair", until, "api"), (paused.Json.GetProperty("paused").GetRawText(), paused.Text("pausedReason"), paused.Text("pausedUntil"), paused.Text("pausedBy")));

        await host.PostAsync("/api/v1/jobs", """{"queue":"idle","id":"held-1","type":"echo","payload":1}""");
        Assert.Equal("pending", (await host.GetAsync("/api/v1/jobs/held-1")).Text("status"));
        await host.PostAsync("/api/v1/queues/idle/resume");

        Assert.Equal("completed", (await host.EndAsync("held-1", "idle")).GetProperty("status").GetString());
        Assert.Equal("false", (await host.GetAsync("/api/v1/queues/idle")).Json.GetProperty("paused").GetRawText());
    }

    [Fact]
    public async Task A_draining_queue_refuses_new_jobs_with_its_own_word()
    {
        var draining = await host.PostAsync("/api/v1/queues/idle/drain");
        Assert.Equal("true", draining.Json.GetProperty("draining").GetRawText());

        (await host.PostAsync("/api/v1/jobs", """{"queue":"idle","type":"echo","payload":1}""")).AssertProblem(HttpStatusCode.Conflict, "queue-draining");
        await host.PostAsync("/api/v1/queues/idle/resume");
        Assert.Equal(HttpStatusCode.Created, (await host.PostAsync("/api/v1/jobs", """{"queue":"idle","type":"echo","payload":1}""")).Status);
    }

    [Fact]
    public async Task A_pause_that_is_wrong_and_a_queue_that_is_not_there_are_refused()
    {
        (await host.PostAsync("/api/v1/queues/idle/pause", """{"until":"2020-01-31T08:00:00Z"}""")).AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        (await host.PostAsync("/api/v1/queues/idle/pause", """{"untill":"2126-01-31T08:00:00Z"}""")).AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
        (await host.PostAsync("/api/v1/queues/nosuch/pause")).AssertProblem(HttpStatusCode.NotFound, "unknown-queue");
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await isSo())
            await Task.Delay(10, patience.Token);
    }

    private Task<Reply> PatchAsync(string path, string json) => host.SendAsync(HttpMethod.Patch, path, new StringContent(json, Encoding.UTF8, "application/json"));
}
