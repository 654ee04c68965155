using System.Text;
using System.Text.Json;

namespace Jobs.Host.Tests.Processes;

public sealed class PoisonTests
{
    private const int ExitCode = 7;
    private const int CrashLimit = 2;

    [Fact]
    public async Task A_job_that_kills_its_process_is_dead_at_the_crash_limit_and_its_neighbours_live()
    {
        using var folder = new TemporaryFolder();
        var configuration = folder.Write("jobs.conf", $$"""
            jobs {
              crash-limit = {{CrashLimit}}
              queues {
                work {
                  default-type = echo
                }
              }
              host.fault-handlers = on
            }
            """);
        var serve = (string[])["--data", folder.Data, "--config", configuration];
        for (var crash = 0; crash < CrashLimit; crash++)
        {
            using var victim = await HostProcess.ServeAsync(serve);
            if (crash == 0)
                await SendAsync(victim);
            Assert.Equal(ExitCode, await victim.ExitAsync());
        }

        using var host = await HostProcess.ServeAsync(serve);
        await host.UntilReadyAsync();
        await host.Http.GetStringAsync("/api/v1/jobs/poison/result?waitMs=60000");
        var poison = Parse(await host.Http.GetStringAsync("/api/v1/jobs/poison"));
        var letter = Parse(await host.Http.GetStringAsync("/api/v1/dead-letters/poison"));
        var neighbour = Parse(await host.Http.GetStringAsync("/api/v1/jobs/neighbour"));

        Assert.Equal("dead", poison.GetProperty("status").GetString());
        Assert.Equal(CrashLimit, poison.GetProperty("crashes").GetInt32());
        Assert.Equal("crashed", letter.GetProperty("reason").GetString());
        Assert.Equal("scheduled", neighbour.GetProperty("status").GetString());
    }

    /// <summary>Together in one commit; the host may be gone before it answers.</summary>
    private static async Task SendAsync(HostProcess host)
    {
        using var content = new StringContent(
            $$"""{"queue":"work","atomic":true,"jobs":[{"id":"neighbour","payload":1,"delayMs":3600000},{"id":"poison","type":"exit","payload":{"code":{{ExitCode}}} }]}""",
            Encoding.UTF8,
            "application/json");
        try
        {
            using var response = await host.Http.PostAsync("/api/v1/jobs/batch", content);
        }
        catch (HttpRequestException)
        {
            // Gone already.
        }
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
