using System.Net;
using System.Text;
using System.Text.Json;

namespace Jobs.Host.Tests.Processes;

/// <summary>Sends ledger jobs one by one, remembers each answer, and afterwards holds the ledger against what was acknowledged.</summary>
internal sealed class LedgerSender(string ledger)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly List<string> _acknowledged = [];
    private readonly List<(string Queue, string Id)> _unsure = [];
    private int _next;
    private int _drained;

    public int Acknowledged => _acknowledged.Count;

    /// <summary>Sends one job.</summary>
    /// <returns>Whether it was acknowledged.</returns>
    public async Task<bool> SendAsync(HostProcess host, string queue)
    {
        var id = $"job-{++_next}";
        if (await TrySendAsync(host, queue, id))
            return true;
        _unsure.Add((queue, id));
        return false;
    }

    /// <summary>Repeats what was not acknowledged, with the same ids, until it is: the host comes back with no human act.</summary>
    public async Task RepeatUnsureAsync(HostProcess host)
    {
        using var patience = new CancellationTokenSource(_patience);
        foreach (var (queue, id) in _unsure)
        {
            while (!await TrySendAsync(host, queue, id))
                await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
        }

        _unsure.Clear();
    }

    /// <summary>Waits for what was acknowledged since the last time: afterwards the queues have nothing to write.</summary>
    public async Task DrainAsync(HostProcess host)
    {
        await AssertAreCompletedAsync(host, _acknowledged.Skip(_drained));
        _drained = _acknowledged.Count;
    }

    public Task AssertEachIsCompletedAsync(HostProcess host) => AssertAreCompletedAsync(host, _acknowledged);

    /// <summary>The host did not die, so no attempt was cut off: one start and one end for each job, and none besides.</summary>
    public void AssertEachRanOnce()
    {
        var ran = File.ReadAllLines(ledger).Select(line => $"{Text(line, "jobId")} {Text(line, "event")}").Order(StringComparer.Ordinal);
        Assert.Equal(_acknowledged.SelectMany(id => (string[])[$"{id} start", $"{id} end"]).Order(StringComparer.Ordinal), ran);
    }

    private static async Task AssertAreCompletedAsync(HostProcess host, IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            var result = await host.Http.GetStringAsync($"/api/v1/jobs/{id}/result?waitMs=60000");
            Assert.True(Text(result, "status") == "completed", $"{id}: {result}");
        }
    }

    private async Task<bool> TrySendAsync(HostProcess host, string queue, string id)
    {
        using var content = new StringContent($$"""{"queue":"{{queue}}","id":"{{id}}","payload":{"path":"{{ledger}}"} }""", Encoding.UTF8, "application/json");
        using var response = await host.Http.PostAsync("/api/v1/jobs", content);
        if (response.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK)
        {
            _acknowledged.Add(id);
            return true;
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        return false;
    }

    private static string? Text(string json, string name)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty(name).GetString();
    }
}
