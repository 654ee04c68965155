using System.Net;
using System.Text;
using System.Text.Json;
using Jobs.Host.Serving;
using Jobs.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Jobs.Host.Tests;

/// <summary>A whole host in this process: real HTTP on a free port, everything in memory.</summary>
public class TestHost : IAsyncLifetime
{
    private const string Configuration = """
        jobs {
          queues {
            work {
              concurrency = 4
              max-attempts = 2
              default-type = echo
              retry.kind = fixed
              retry.delay = 10ms
              retry.jitter = 0
            }
            idle {
              concurrency = 1
            }
            partners {
              external-workers = on
              retry.kind = fixed
              retry.delay = 1h
              retry.max-delay = 1h
            }
            slow {
              external-workers = on
            }
            left {
              external-workers = on
            }
          }
          host {
            fault-handlers = on
            payload-max = 64KiB
            allowed-hosts = ["jobs.example.org"]
            http.allow-private = on
          }
        }
        """;

    private static readonly TimeSpan _endWait = TimeSpan.FromSeconds(30);

    private WebApplication? _app;

    public HttpClient Http { get; } = new();

    /// <summary>What a host of another kind says besides.</summary>
    protected virtual string MoreConfiguration => "";

    public IServiceProvider Services => _app!.Services;

    public Uri Address => Http.BaseAddress!;

    public async Task InitializeAsync()
    {
        var configuration = new HostConfiguration(JobsSettingsReader.Read($"{Configuration}\n{MoreConfiguration}"), "", [new Uri("http://127.0.0.1:0")], "test");
        _app = JobsHost.Build(configuration, journal: null, TimeProvider.System);
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.First());
        using var patience = new CancellationTokenSource(_endWait);
        while ((await GetAsync("/health/ready")).Status != HttpStatusCode.OK)
            patience.Token.ThrowIfCancellationRequested();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (_app is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    /// <summary>Stops as SIGTERM does; the rest of the test sees how.</summary>
    public Task StopAsync() => _app!.StopAsync();

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<Reply> PostAsync(string path, string? json = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), headers);

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    /// <summary>Enqueues, waits for the end, and gives the job.</summary>
    public async Task<JsonElement> RunAsync(string json)
    {
        var enqueued = await PostAsync("/api/v1/jobs", json);
        Assert.Equal(HttpStatusCode.Created, enqueued.Status);
        return await EndAsync(enqueued.Text("id"), enqueued.Text("queue"));
    }

    public async Task<JsonElement> EndAsync(string id, string queue)
    {
        var result = await GetAsync($"/api/v1/jobs/{id}/result?queue={queue}&waitMs={_endWait.TotalMilliseconds}");
        Assert.Equal(HttpStatusCode.OK, result.Status);
        return (await GetAsync($"/api/v1/jobs/{id}?queue={queue}")).Json;
    }
}
