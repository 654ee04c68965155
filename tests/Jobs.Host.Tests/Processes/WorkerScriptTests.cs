using System.Net;
using System.Text;
using System.Text.Json;

namespace Jobs.Host.Tests.Processes;

/// <summary>The example workers do what docs/workers.md says, against a real host.</summary>
public sealed class WorkerScriptTests
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(WorkerProcess.Python)]
    [InlineData(WorkerProcess.Shell)]
    public async Task It_does_jobs_fails_one_for_good_and_stops_in_order(string script)
    {
        using var folder = new TemporaryFolder();
        using var host = await ServeAsync(folder);
        using var worker = WorkerProcess.Start(script, host, "partners", Lease);
        for (var i = 0; i < 5; i++)
            await EnqueueAsync(host, $"good-{i}", """{"text":"é \"leaseToken\":\"0\""}""");
        await EnqueueAsync(host, "bad", """{"fail":"permanent"}""");

        for (var i = 0; i < 5; i++)
            Assert.Equal(("completed", script), await EndAsync(host, $"good-{i}"));
        Assert.Equal(("dead", script), await EndAsync(host, "bad"));
        var letter = Parse(await host.Http.GetStringAsync("/api/v1/dead-letters/bad"));
        Assert.Equal("told to fail for good", letter.GetProperty("error").GetProperty("message").GetString());
        var (exitCode, output, errors) = await worker.TerminateAsync();

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal(6, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData(WorkerProcess.Python)]
    [InlineData(WorkerProcess.Shell)]
    public async Task A_killed_workers_job_comes_back_after_its_lease(string script)
    {
        using var folder = new TemporaryFolder();
        using var host = await ServeAsync(folder);
        await EnqueueAsync(host, "slow", """{"ms":20000}""");
        using (var worker = WorkerProcess.Start(script, host, "partners", Lease))
        {
            while ((await JobAsync(host, "slow")).GetProperty("status").GetString() != "processing")
                await Task.Yield();
            await worker.KillAsync();
        }

        var again = await ClaimAsync(host, wait: Patience);

        Assert.Equal(("slow", 1, 1), (again.GetProperty("job").GetProperty("id").GetString(), again.GetProperty("job").GetProperty("attempts").GetInt32(), again.GetProperty("job").GetProperty("crashes").GetInt32()));
    }

    [Theory]
    [InlineData(WorkerProcess.Python)]
    [InlineData(WorkerProcess.Shell)]
    public async Task It_takes_over_the_job_of_one_that_is_silent_whose_late_ack_is_refused(string script)
    {
        using var folder = new TemporaryFolder();
        using var host = await ServeAsync(folder);
        await EnqueueAsync(host, "shared", """{}""");
        var silent = await ClaimAsync(host, TimeSpan.Zero);
        using var worker = WorkerProcess.Start(script, host, "partners", Lease);

        Assert.Equal(("completed", script), await EndAsync(host, "shared"));
        using var late = await PostAsync(host, "/api/v1/jobs/shared/ack", $$"""{"leaseToken":"{{silent.GetProperty("leaseToken").GetString()}}"}""");

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Equal("lease-lost", Parse(await late.Content.ReadAsStringAsync()).GetProperty("type").GetString());
        var history = (await JobAsync(host, "shared")).GetProperty("history").EnumerateArray().Select(step => step.GetProperty("event").GetString());
        Assert.Equal(["enqueued", "leased", "interrupted", "leased", "completed", "late"], history);
    }

    private static Task<HostProcess> ServeAsync(TemporaryFolder folder)
    {
        var configuration = folder.Write("jobs.conf", "jobs.queues.partners.external-workers = on");
        return HostProcess.ServeAsync("--data", folder.Data, "--config", configuration);
    }

    private static async Task EnqueueAsync(HostProcess host, string id, string payload)
    {
        using var response = await PostAsync(host, "/api/v1/jobs", $$"""{"queue":"partners","type":"anything","id":"{{id}}","payload":{{payload}} }""");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private static async Task<JsonElement> ClaimAsync(HostProcess host, TimeSpan wait)
    {
        using var response = await PostAsync(host, "/api/v1/queues/partners/claims", $$"""{"worker":"test","limit":1,"leaseMs":1000,"waitMs":{{wait.TotalMilliseconds}} }""");
        return Assert.Single(Parse(await response.Content.ReadAsStringAsync()).GetProperty("items").EnumerateArray());
    }

    private static async Task<(string? Status, string? Worker)> EndAsync(HostProcess host, string id)
    {
        await host.Http.GetStringAsync($"/api/v1/jobs/{id}/result?waitMs={Patience.TotalMilliseconds}");
        var job = await JobAsync(host, id);
        return (job.GetProperty("status").GetString(), job.GetProperty("workerId").GetString());
    }

    private static async Task<JsonElement> JobAsync(HostProcess host, string id) => Parse(await host.Http.GetStringAsync($"/api/v1/jobs/{id}"));

    private static async Task<HttpResponseMessage> PostAsync(HostProcess host, string path, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await host.Http.PostAsync(path, content);
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
