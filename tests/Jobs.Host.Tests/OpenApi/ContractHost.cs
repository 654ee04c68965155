using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Akka.Actor;
using Akka.Hosting;
using Jobs.Host.OpenApi;
using Jobs.Host.Serving;
using Jobs.Host.Tests.Processes;
using Jobs.Hosting;
using Jobs.Queues;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jobs.Host.Tests.OpenApi;

/// <summary>A host in this process on a database of its own, whose storage a test may hinder, with the queues that the document's examples name.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "xunit disposes of it by DisposeAsync.")]
public sealed class ContractHost : IAsyncLifetime
{
    private const string Configuration = """
        jobs {
          queues {
            email {
              default-type = echo
              max-attempts = 2
              retry.kind = fixed
              retry.delay = 10ms
              retry.jitter = 0
            }
            other {
              default-type = echo
            }
            spoiled {
              default-type = echo
            }
            partners {
              external-workers = on
            }
          }
          host {
            fault-handlers = on
            payload-max = 64KiB
          }
        }
        """;

    /// <summary>Queues q1, q2 … and, with external workers, x1, x2 …: one for each case that spoils its queue.</summary>
    private const int FreshQueues = 60;

    /// <summary>Paused, drained and limited by examples.</summary>
    public const string SpoiledQueue = "spoiled";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private WebApplication? _app;

    public HttpClient Http { get; } = new() { Timeout = _patience };

    internal IReadOnlyList<DescribedRoute> Routes { get; private set; } = [];

    internal IEnumerable<DescribedRoute> Described => Routes.Where(route => route.Doc is not null);

    public string JournalPath => _folder.File("jobs.db");

    internal IActorRef Queues => _app!.Services.GetRequiredService<IRequiredActor<JobQueues>>().ActorRef;

    /// <summary>For theories: they are the same on every host.</summary>
    internal static IReadOnlyList<DescribedRoute> DescribedRoutes()
    {
        var app = Build(null);
        using var _ = (IDisposable)app;
        return [.. RoutesOf(app).Where(route => route.Doc is not null)];
    }

    internal static string NameOf(DescribedRoute route) => $"{route.Method} {route.Path}";

    internal DescribedRoute Find(string name) => Routes.Single(route => NameOf(route) == name);

    public async Task InitializeAsync()
    {
        _app = Build(JournalDatabase.Sqlite(JournalPath));
        Routes = RoutesOf(_app);
        await _app.StartAsync();
        Http.BaseAddress = new Uri(_app.Urls.First());
        await UntilReadyAsync();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        if (_app is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        _folder.Dispose();
    }

    public async Task UntilReadyAsync()
    {
        using var patience = new CancellationTokenSource(_patience);
        while ((await GetAsync("/health/ready")).Json.GetProperty("status").GetString() != "ok")
            await Task.Delay(20, patience.Token);
    }

    public async Task UntilOperableAsync()
    {
        using var patience = new CancellationTokenSource(_patience);
        while ((await GetAsync("/api/v1/operations")).Status != HttpStatusCode.OK)
            await Task.Delay(20, patience.Token);
    }

    public async Task UntilEndedAsync(string operation)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (!(await GetAsync($"/api/v1/operations/{operation}")).Json.GetProperty("done").GetBoolean())
            await Task.Delay(10, patience.Token);
    }

    public Task<Reply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Reply> PostAsync(string path, string? json = null) => SendAsync(HttpMethod.Post, path, json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));

    public async Task<Reply> SendAsync(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var isStream = response.StatusCode == HttpStatusCode.SwitchingProtocols || response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return isStream ? new Reply(response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", null, null, "{}") : await Reply.ReadAsync(response);
    }

    /// <summary>Opens a stream, for who disposes of it.</summary>
    public Task<HttpResponseMessage> ListenAsync() => Http.GetAsync("/api/v1/events", HttpCompletionOption.ResponseHeadersRead);

    /// <summary>What a request for a WebSocket carries.</summary>
    internal static (string Name, string Value)[] HeadersOf(DescribedRoute route) => route.Doc!.Answers.Any(answer => answer.Status == 101)
        ? [("Connection", "Upgrade"), ("Upgrade", "websocket"), ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")]
        : [];

    /// <summary>Enqueues, and gives the id.</summary>
    public async Task<string> EnqueueAsync(string json)
    {
        var reply = await PostAsync("/api/v1/jobs", json);
        Assert.Equal(HttpStatusCode.Created, reply.Status);
        return reply.Text("id");
    }

    public async Task<JsonElement> UntilAsync(string id, string queue, string status)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (true)
        {
            var reply = await GetAsync($"/api/v1/jobs/{id}?queue={queue}");
            if (reply.Status == HttpStatusCode.OK && reply.Text("status") == status)
                return reply.Json;
            await Task.Delay(10, patience.Token);
        }
    }

    private static WebApplication Build(JournalDatabase? journal) => JobsHost.Build(
        new HostConfiguration(JobsSettingsReader.Read(Configuration + Fresh()), "", [new Uri("http://127.0.0.1:0")], "test"), journal, TimeProvider.System);

    private static string Fresh() => string.Concat(Enumerable.Range(1, FreshQueues).Select(number => string.Create(
        CultureInfo.InvariantCulture, $"\njobs.queues.q{number}.default-type = echo\njobs.queues.x{number}.external-workers = on")));

    private static IReadOnlyList<DescribedRoute> RoutesOf(WebApplication app) =>
        [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Select(endpoint => endpoint.Metadata.GetMetadata<DescribedRoute>()).OfType<DescribedRoute>()];
}
