using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Jobs.Host.Tests.Processes;

namespace Jobs.Host.Tests.Postgres;

/// <summary>
/// Sends jobs to a host through an outage of its database, one that runs throughout among them, repeats with the same id what was not acknowledged, and judges at the end: nothing acknowledged is lost,
/// and since the host lives on, everything has run once.
/// </summary>
internal sealed class OutageDrill : IDisposable
{
    private const int Senders = 3;
    private const string LongJob = "long";

    private const string Configuration = """
        jobs {
          queues {
            drill {
              concurrency = 4
              default-type = ledger
              max-attempts = 1
            }
          }
          host.fault-handlers = on
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder;
    private readonly HostProcess _host;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
    private readonly ConcurrentQueue<string> _unsure = new();
    private Task _sending = Task.CompletedTask;
    private int _next;
    private int _unavailable;

    private OutageDrill(TemporaryFolder folder, HostProcess host)
    {
        _folder = folder;
        _host = host;
    }

    public static async Task<OutageDrill> StartAsync(string connection)
    {
        var folder = new TemporaryFolder();
        var host = await HostProcess.ServeWithAsync(connection, "--config", folder.Write("jobs.conf", Configuration));
        var drill = new OutageDrill(folder, host);
        drill._sending = Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => drill.SendUntilStoppedAsync()));
        await drill.UntilAcknowledgedAsync(50);
        return drill;
    }

    /// <summary>Returns when the job runs, which it then does for so long.</summary>
    public async Task RunLongJobAsync(TimeSpan length)
    {
        Assert.True(await TrySendAsync(LongJob, $$"""{"queue":"drill","id":"{{LongJob}}","type":"sleep","timeoutMs":600000,"payload":{"ms":{{length.TotalMilliseconds}} } }"""));
        while ((await JobAsync(LongJob)).GetProperty("status").GetString() != "processing")
            await Task.Yield();
    }

    /// <summary>Returns when the host has said so often that it can not.</summary>
    public async Task UntilUnavailableAsync(int answers = 10)
    {
        var before = _unavailable;
        await UntilAsync(() => _unavailable >= before + answers, "the host went on as if nothing had happened");
    }

    public async Task UntilAcknowledgedAsync(int jobs)
    {
        var before = _acknowledged.Count;
        await UntilAsync(() => _acknowledged.Count >= before + jobs, "the host has not come back");
    }

    /// <summary>The status and what it names, of <c>/health</c>.</summary>
    public async Task<(HttpStatusCode Status, string Text)> HealthAsync()
    {
        using var response = await _host.Http.GetAsync("/health");
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Ends the sending and waits for every job's end.</summary>
    public async Task JudgeAsync()
    {
        await _stop.CancelAsync();
        await _sending.WaitAsync(Patience);
        while (_unsure.TryDequeue(out var id))
            Assert.True(await TrySendAsync(id), $"{id} was not acknowledged by a healthy host");

        foreach (var id in _acknowledged.Keys)
        {
            using var result = await _host.Http.GetAsync($"/api/v1/jobs/{id}/result?waitMs=60000");
            Assert.True(result.IsSuccessStatusCode, $"{id}: {await result.Content.ReadAsStringAsync()}");
            var job = await JobAsync(id);
            Assert.True(
                ("completed", 1, 0) == (job.GetProperty("status").GetString(), job.GetProperty("attempts").GetInt32(), job.GetProperty("crashes").GetInt32()),
                $"{job}");
        }

        var ledger = (await File.ReadAllLinesAsync(_folder.File("ledger"))).Select(Parse).ToLookup(line => line.GetProperty("event").GetString(), line => line.GetProperty("jobId").GetString()!);
        foreach (var step in (string[])["start", "end"])
            Assert.Equal(_acknowledged.Keys.Where(id => id != LongJob).Order(), ledger[step].Order());
        await _host.TerminateAsync();
        Assert.Equal(0, await _host.ExitAsync());
        Assert.DoesNotContain("s3cret", await _host.ErrorsAsync(), StringComparison.Ordinal);
    }

    /// <summary>What the host had to say.</summary>
    public async Task<string> EndAndReadLogAsync()
    {
        await _host.KillAsync();
        return await _host.ErrorsAsync();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _host.Dispose();
        _folder.Dispose();
        _stop.Dispose();
    }

    private async Task SendUntilStoppedAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var id = _unsure.TryDequeue(out var again) ? again : $"drill-{Interlocked.Increment(ref _next)}";
            if (await TrySendAsync(id))
                continue;
            _unsure.Enqueue(id);

            // Not as a busy loop: the host needs the processor to come back.
            await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(50), _stop.Token));
        }
    }

    private Task<bool> TrySendAsync(string id) => TrySendAsync(id, $$"""{"queue":"drill","id":"{{id}}","payload":{"path":"{{_folder.File("ledger")}}","value":"{{id}}"} }""");

    private async Task<bool> TrySendAsync(string id, string json)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var response = await _host.Http.PostAsync("/api/v1/jobs", content);
        if (response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
        {
            _acknowledged[id] = true;
            return true;
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Interlocked.Increment(ref _unavailable);
        return false;
    }

    private async Task<JsonElement> JobAsync(string id) => Parse(await _host.Http.GetStringAsync($"/api/v1/jobs/{id}"));

    private async Task UntilAsync(Func<bool> isSo, string otherwise)
    {
        var begin = Stopwatch.GetTimestamp();
        while (!isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(begin) < Patience, otherwise);
            if (_sending.IsFaulted)
                await _sending;
            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
