using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Jobs.Host.Tests.Processes;

/// <summary>Handlers that block their threads, on a queue that says so, hold up nothing else. In real time: it is the thread pool of a process that is looked at.</summary>
public sealed class BlockingTests
{
    private const int Blockers = 64;
    private const int BlockMs = 6000;
    private const int Looks = 20;

    // Generous for a busy machine; with the same handlers on the shared pool they take seconds.
    private static readonly TimeSpan LateMax = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task While_64_handlers_block_other_queues_their_timers_and_the_health_stay_on_time()
    {
        using var folder = new TemporaryFolder();
        var configuration = folder.Write("jobs.conf", $$"""
            jobs {
              queues {
                slow {
                  concurrency = {{Blockers}}
                  default-type = block
                  blocking = on
                }
                quick {
                  default-type = echo
                }
              }
              host.fault-handlers = on
            }
            """);
        using var host = await HostProcess.ServeAsync("--data", folder.Data, "--config", configuration);
        await SendAsync(host, "slow", Enumerable.Range(0, Blockers).Select(i => $$$"""{"id":"slow-{{{i}}}","payload":{"ms":{{{BlockMs}}} }}"""));
        var running = Stopwatch.StartNew();
        while (await ProcessingAsync(host) < Blockers)
            Assert.True(running.Elapsed < LateMax, "the blocking handlers do not start at once");

        await SendAsync(host, "quick", Enumerable.Range(0, Looks).Select(i => $$"""{"id":"later-{{i}}","payload":1,"delayMs":{{100 * i}}}"""));
        for (var look = 0; look < Looks; look++)
        {
            await OnTimeAsync(() => host.Http.GetStringAsync("/health/live"));
            await OnTimeAsync(async () =>
            {
                await SendAsync(host, "quick", [$$"""{"id":"now-{{look}}","payload":1}"""]);
                return await host.Http.GetStringAsync($"/api/v1/jobs/now-{look}/result?waitMs=10000");
            });
        }

        for (var i = 0; i < Looks; i++)
        {
            await host.Http.GetStringAsync($"/api/v1/jobs/later-{i}/result?waitMs=10000");
            var job = Parse(await host.Http.GetStringAsync($"/api/v1/jobs/later-{i}"));
            Assert.InRange(job.GetProperty("completedAt").GetDateTimeOffset() - job.GetProperty("createdAt").GetDateTimeOffset() - TimeSpan.FromMilliseconds(100 * i), TimeSpan.Zero, LateMax);
        }

        Assert.Equal(Blockers, await ProcessingAsync(host));
        for (var i = 0; i < Blockers; i++)
            Assert.Equal("completed", Parse(await host.Http.GetStringAsync($"/api/v1/jobs/slow-{i}/result?waitMs=60000")).GetProperty("status").GetString());
    }

    private static async Task OnTimeAsync(Func<Task<string>> ask)
    {
        var took = Stopwatch.StartNew();
        await ask().WaitAsync(Patience);
        Assert.True(took.Elapsed < LateMax, $"took {took.ElapsedMilliseconds.ToString(CultureInfo.InvariantCulture)} ms");
    }

    private static async Task<long> ProcessingAsync(HostProcess host) =>
        Parse(await host.Http.GetStringAsync("/api/v1/queues/slow")).GetProperty("counts").GetProperty("processing").GetInt64();

    private static async Task SendAsync(HostProcess host, string queue, IEnumerable<string> jobs)
    {
        using var content = new StringContent($$"""{"queue":"{{queue}}","jobs":[{{string.Join(',', jobs)}}]}""", Encoding.UTF8, "application/json");
        using var response = await host.Http.PostAsync("/api/v1/jobs/batch", content);
        response.EnsureSuccessStatusCode();
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
