using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Jobs.Host.Tests.Processes;

/// <summary>Handlers that block their threads, on a queue that says so, hold up nothing else. In real time: it is the thread pool of a process that is looked at.</summary>
public sealed class BlockingTests
{
    private const int Blockers = 64;
    private const int Looks = 20;

    // Longer than all else takes on a busy machine; with the same handlers on the shared pool it takes far longer than this.
    private const int BlockMs = 15_000;

    [Fact]
    public async Task Other_queues_their_timers_and_the_health_are_done_while_64_handlers_still_block()
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
            Assert.True(running.ElapsedMilliseconds < BlockMs, "the blocking handlers do not start before the first of them ends");

        await SendAsync(host, "quick", Enumerable.Range(0, Looks).Select(i => $$"""{"id":"later-{{i}}","payload":1,"delayMs":{{100 * i}}}"""));
        for (var look = 0; look < Looks; look++)
        {
            await host.Http.GetStringAsync("/health/live");
            await SendAsync(host, "quick", [$$"""{"id":"now-{{look}}","payload":1}"""]);
            Assert.Equal("completed", await EndAsync(host, $"now-{look}"));
        }

        for (var i = 0; i < Looks; i++)
            Assert.Equal("completed", await EndAsync(host, $"later-{i}"));
        Assert.Equal(Blockers, await ProcessingAsync(host));
        for (var i = 0; i < Blockers; i++)
            Assert.Equal("completed", await EndAsync(host, $"slow-{i}"));
    }

    private static async Task<string?> EndAsync(HostProcess host, string id) =>
        Parse(await host.Http.GetStringAsync($"/api/v1/jobs/{id}/result?waitMs=60000")).GetProperty("status").GetString();

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
