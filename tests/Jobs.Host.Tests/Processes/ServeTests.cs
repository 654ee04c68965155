using System.Net;
using System.Text;
using System.Text.Json;

namespace Jobs.Host.Tests.Processes;

public sealed class ServeTests
{
    private const string Configuration = """
        jobs {
          queues {
            work {
              default-type = echo
              retry.delay = 50ms
            }
          }
          host.fault-handlers = on
        }
        """;

    [Fact]
    public async Task What_was_acknowledged_is_there_after_kill_9()
    {
        using var folder = new TemporaryFolder();
        var configuration = folder.Write("jobs.conf", Configuration);
        using (var host = await HostProcess.ServeAsync("--data", folder.Data, "--config", configuration))
        {
            await PostAsync(host, """{"queue":"work","id":"later","payload":{"n":1.10},"delayMs":3600000}""");
            await PostAsync(host, """{"queue":"work","id":"endless","type":"sleep","payload":{"ms":3600000},"timeoutMs":86400000}""");
            await PostAsync(host, """{"queue":"work","id":"sour","type":"fail","payload":{"permanent":true}}""");
            await host.Http.GetStringAsync("/api/v1/jobs/sour/result?waitMs=30000");
            await host.KillAsync();
        }

        using var again = await HostProcess.ServeAsync("--data", folder.Data, "--config", configuration);
        await again.UntilReadyAsync();
        var later = await GetAsync(again, "/api/v1/jobs/later");
        var endless = await UntilCrashedAsync(again, "/api/v1/jobs/endless");
        var letter = await GetAsync(again, "/api/v1/dead-letters/sour");

        Assert.Equal("scheduled", later.GetProperty("status").GetString());
        Assert.Equal("{\"n\":1.10}", later.GetProperty("payload").GetRawText());
        Assert.Equal(1, endless.GetProperty("crashes").GetInt32());
        Assert.Equal("rejected", letter.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task SIGTERM_lets_the_running_job_finish_and_exits_0()
    {
        using var folder = new TemporaryFolder();
        var configuration = folder.Write("jobs.conf", Configuration);
        using (var host = await HostProcess.ServeAsync("--data", folder.Data, "--config", configuration))
        {
            await PostAsync(host, """{"queue":"work","id":"runs","type":"sleep","payload":{"ms":1500}}""");
            while ((await GetAsync(host, "/api/v1/jobs/runs")).GetProperty("status").GetString() == "pending")
                await Task.Yield();
            await host.TerminateAsync();
            Assert.Equal(0, await host.ExitAsync());
        }

        using var again = await HostProcess.ServeAsync("--data", folder.Data, "--config", configuration);
        await again.UntilReadyAsync();
        var job = await GetAsync(again, "/api/v1/jobs/runs");
        Assert.Equal("completed", job.GetProperty("status").GetString());
        Assert.Equal(1, job.GetProperty("attempts").GetInt32());
    }

    [Fact]
    public async Task A_second_signal_exits_at_once_with_130()
    {
        using var folder = new TemporaryFolder();
        using var host = await HostProcess.ServeAsync("--data", folder.Data, "--config", folder.Write("jobs.conf", Configuration));
        await PostAsync(host, """{"queue":"work","id":"runs","type":"sleep","payload":{"ms":60000},"timeoutMs":86400000}""");
        while ((await GetAsync(host, "/api/v1/jobs/runs")).GetProperty("status").GetString() == "pending")
            await Task.Yield();

        await host.TerminateAsync();
        await UntilRefusedAsync(host);
        await host.TerminateAsync();

        Assert.Equal(130, await host.ExitAsync());
    }

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_with_4()
    {
        using var folder = new TemporaryFolder();
        using var host = await HostProcess.ServeAsync("--data", folder.Data);

        var (exitCode, error) = await HostProcess.RunAsync("serve", "--data", folder.Data, "--urls", "http://127.0.0.1:0");

        Assert.Equal(4, exitCode);
        Assert.Contains("in use by another process", error, StringComparison.Ordinal);
        Assert.InRange(error.TrimEnd().Split('\n').Length, 1, 3);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_what_to_type()
    {
        using var folder = new TemporaryFolder();
        using var host = await HostProcess.ServeAsync("--data", folder.Data);
        using var other = new TemporaryFolder();

        var (exitCode, error) = await HostProcess.RunAsync("serve", "--data", other.Data, "--urls", host.Http.BaseAddress!.ToString());

        Assert.Equal(1, exitCode);
        Assert.Contains($"Port {host.Http.BaseAddress.Port} is taken", error, StringComparison.Ordinal);
        Assert.Contains("--urls http://127.0.0.1:", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_block_says_where_what_and_how_to_stop()
    {
        using var folder = new TemporaryFolder();
        using var host = await HostProcess.ServeAsync("--data", folder.Data);

        foreach (var fact in (string[])["address", folder.Data, "email, images, pdf, webhooks", "Ctrl-C"])
            Assert.Contains(fact, host.Block, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.Http.GetAsync("/health/live")).StatusCode);
    }

    private static async Task PostAsync(HostProcess host, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await host.Http.PostAsync("/api/v1/jobs", content);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private static async Task<JsonElement> GetAsync(HostProcess host, string path)
    {
        using var document = JsonDocument.Parse(await host.Http.GetStringAsync(path));
        return document.RootElement.Clone();
    }

    /// <summary>A queue that has read its journal answers, and then finds out what of it still runs.</summary>
    private static async Task<JsonElement> UntilCrashedAsync(HostProcess host, string path)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var job = await GetAsync(host, path);
            if (job.GetProperty("crashes").GetInt32() > 0)
                return job;
            await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }
    }

    /// <summary>The first signal has been taken when the API is closed.</summary>
    private static async Task UntilRefusedAsync(HostProcess host)
    {
        try
        {
            while (true)
                await host.Http.GetStringAsync("/health/live");
        }
        catch (HttpRequestException)
        {
            // Closed.
        }
    }
}
