using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Jobs.Host.Tests.Processes;

/// <summary>Sends ledger jobs while the host is killed again and again, and remembers what was acknowledged.</summary>
internal sealed class CrashDrill(string ledger)
{
    private const int Senders = 4;

    private readonly ConcurrentDictionary<string, bool> _acknowledged = new();
    private readonly ConcurrentQueue<string> _unsure = new();
    private int _next;

    public IReadOnlyCollection<string> Acknowledged => [.. _acknowledged.Keys];

    public int Sent => _next;

    /// <summary>Sends until so many were acknowledged, then kills the host while the senders go on.</summary>
    public async Task SendUntilKilledAsync(HostProcess host, int acknowledgements)
    {
        var enough = new TaskCompletionSource();
        var left = acknowledgements;
        var senders = Enumerable.Range(0, Senders).Select(_ => SendAsync(host, () =>
        {
            if (Interlocked.Decrement(ref left) == 0)
                enough.SetResult();
        })).ToList();
        await Task.WhenAny(enough.Task, Task.WhenAll(senders));
        await host.KillAsync();
        await Task.WhenAll(senders);
    }

    /// <summary>Repeats what has no answer yet, with the same ids.</summary>
    public async Task RepeatUnsureAsync(HostProcess host)
    {
        while (_unsure.TryDequeue(out var id))
            Assert.True(await TrySendAsync(host, id), $"{id} was not acknowledged by a healthy host");
    }

    private async Task SendAsync(HostProcess host, Action acknowledged)
    {
        while (true)
        {
            var id = _unsure.TryDequeue(out var again) ? again : $"drill-{Interlocked.Increment(ref _next)}";
            if (!await TrySendAsync(host, id))
            {
                _unsure.Enqueue(id);
                return;
            }

            acknowledged();
        }
    }

    private async Task<bool> TrySendAsync(HostProcess host, string id)
    {
        try
        {
            using var content = new StringContent($$"""{"queue":"drill","id":"{{id}}","payload":{"path":"{{ledger}}","value":"{{id}}"} }""", Encoding.UTF8, "application/json");
            using var response = await host.Http.PostAsync("/api/v1/jobs", content);
            if (response.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.OK))
                return false;
            _acknowledged[id] = true;
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
