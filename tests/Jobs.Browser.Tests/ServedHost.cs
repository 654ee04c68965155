using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Jobs.Host.Tests.Processes;

namespace Jobs.Browser.Tests;

/// <summary>The real program on a free port, over a folder of its own.</summary>
public class ServedHost : IAsyncLifetime, IDisposable
{
    /// <summary>The queues say what becomes of a job: work does it at once, held waits for a worker who never comes, failing tries for an hour.</summary>
    private const string Configuration = """
        jobs {
          queues {
            work {
              concurrency = 4
              max-attempts = 1
              default-type = echo
            }
            held {
              external-workers = on
            }
            failing {
              max-attempts = 3
              default-type = fail
              retry.kind = fixed
              retry.delay = 1h
              retry.max-delay = 1h
              retry.jitter = 0
            }
          }
          host.fault-handlers = on
        }
        """;

    private const int BatchMax = 1000;

    private static readonly TimeSpan _endWait = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder _folder = new();
    private HostProcess? _host;

    public Uri Address => Http.BaseAddress!;

    /// <summary>What its process has used of the processors.</summary>
    public TimeSpan Worked
    {
        get
        {
            using var process = Process.GetProcessById(_host!.Id);
            return process.TotalProcessorTime;
        }
    }

    /// <summary>What a host of another kind says besides.</summary>
    protected virtual string MoreConfiguration => "";

    internal HttpClient Http => _host!.Http;

    public async Task InitializeAsync() => _host = await StartAsync("http://127.0.0.1:0");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _host?.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    public Uri Page(string path) => new(Address, path);

    /// <summary>kill -9, and the same host at the same address again.</summary>
    public async Task RestartAsync(Func<Task>? whileAway = null)
    {
        var address = Address;
        await _host!.KillAsync();
        _host.Dispose();
        if (whileAway is not null)
            await whileAway();
        _host = await StartAsync(address.ToString());
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var document = JsonDocument.Parse(await Http.GetStringAsync(path));
        return document.RootElement.Clone();
    }

    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(path, content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public async Task<string> StatusAsync(string id) => (await GetAsync($"/api/v1/jobs/{id}")).GetProperty("status").GetString()!;

    /// <summary>Enqueues a job, claims it and gives it up: it waits in the dead letters, and once replayed for the next worker.</summary>
    public async Task<string> DieAsync(string queue, string type, string worker = "w-1", object? error = null)
    {
        var id = await EnqueueAsync(new { queue, type, payload = new { n = 1 }, priority = 0 });
        var claimed = (await PostAsync($"/api/v1/queues/{queue}/claims", new { worker, limit = 1 })).GetProperty("items")[0];
        Assert.Equal(id, claimed.GetProperty("job").GetProperty("id").GetString());
        await PostAsync($"/api/v1/jobs/{id}/nack", new { leaseToken = claimed.GetProperty("leaseToken").GetString(), error = error ?? new { type = "NotFound", message = "nobody lives there" }, permanent = true });
        return id;
    }

    /// <summary>Many at once, to a queue where they wait.</summary>
    public async Task EnqueueManyAsync(int count, string tag)
    {
        for (var sent = 0; sent < count; sent += BatchMax)
        {
            var jobs = Enumerable.Range(sent, Math.Min(BatchMax, count - sent)).Select(n => new { type = "bulk", payload = new { n }, tags = new[] { tag } });
            await PostAsync("/api/v1/jobs/batch", new { queue = "held", jobs });
        }
    }

    /// <returns>Its id.</returns>
    public async Task<string> EnqueueAsync(object job) => (await PostAsync("/api/v1/jobs", job)).GetProperty("id").GetString()!;

    /// <summary>Enqueues and waits for the end.</summary>
    public async Task<string> RunAsync(object job)
    {
        var id = await EnqueueAsync(job);
        using var response = await Http.GetAsync($"/api/v1/jobs/{id}/result?waitMs={_endWait.TotalMilliseconds}");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return id;
    }

    private Task<HostProcess> StartAsync(string url) =>
        HostProcess.ServeAsync("--data", _folder.Data, "--config", _folder.Write("jobs.conf", $"{Configuration}\n{MoreConfiguration}"), "--urls", url);
}
