using System.Net;
using System.Text.Json;
using Jobs.Host.Tests.Commands;

namespace Jobs.Host.Tests.Api;

public sealed class WorkerRouteTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Workers_are_listed_with_what_they_run_and_what_they_have_done()
    {
        await host.PostAsync("/api/v1/jobs", """{"queue":"idle","id":"worked-1","type":"echo","payload":1}""");
        await host.EndAsync("worked-1", "idle");
        await host.PostAsync("/api/v1/jobs", """{"queue":"idle","id":"works-1","type":"progress","payload":{"steps":600}}""");
        var worker = await UntilBusyAsync();

        Assert.EndsWith("/idle/0", worker.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.Equal(("idle", false, 1, 0), (worker.GetProperty("queue").GetString(), worker.GetProperty("external").GetBoolean(), worker.GetProperty("done").GetInt32(), worker.GetProperty("failed").GetInt32()));
        var job = worker.GetProperty("job");
        Assert.Equal(("works-1", "progress", 1), (job.GetProperty("id").GetString(), job.GetProperty("type").GetString(), job.GetProperty("attempt").GetInt32()));
        Assert.StartsWith("step ", job.GetProperty("progress").GetProperty("message").GetString(), StringComparison.Ordinal);

        var shown = (await CommandRun.AsyncOn(host, "workers", "idle")).Out;
        Assert.StartsWith("WORKER", shown, StringComparison.Ordinal);
        Assert.Contains("busy", shown, StringComparison.Ordinal);
        Assert.Contains("works-1", shown, StringComparison.Ordinal);
        Assert.EndsWith("1 worker\n", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_queues_workers_are_listed_and_an_unknown_queue_is_refused()
    {
        var all = (await host.GetAsync("/api/v1/workers")).Json.GetProperty("items").EnumerateArray().ToList();

        Assert.Equal(4, all.Count(worker => worker.GetProperty("queue").GetString() == "work"));
        Assert.Single(all, worker => worker.GetProperty("queue").GetString() == "idle");
        (await host.GetAsync("/api/v1/workers?queue=nowhere")).AssertProblem(HttpStatusCode.NotFound, "unknown-queue");
        (await host.GetAsync("/api/v1/workers?state=busy")).AssertProblem(HttpStatusCode.BadRequest, "invalid-request");
    }

    private async Task<JsonElement> UntilBusyAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var worker = (await host.GetAsync("/api/v1/workers?queue=idle")).Json.GetProperty("items")[0];
            if (worker.GetProperty("status").GetString() == "busy" && worker.GetProperty("job").GetProperty("progress").ValueKind == JsonValueKind.Object)
                return worker;
            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
