using System.Net;
using System.Net.Sockets;
using System.Text;
using Jobs.Host.Serving;
using Jobs.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Jobs.Host.Tests.Access;

/// <summary>A host in this process that needs keys; one for each scope, named like it.</summary>
public class GuardedHost : IAsyncLifetime
{
    private static readonly string[] _names = ["read", "enqueue", "work", "operate", "admin"];

    private readonly string _more;
    private WebApplication? _app;
    private byte _client = 1;

    public GuardedHost()
        : this("")
    {
    }

    /// <param name="more">Further lines of the configuration.</param>
    protected GuardedHost(string more) => _more = more;

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Everything that is mapped, by whomever.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => _app!.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    public static string KeyOf(string name) => $"jobs_of-{name}-0123456789abcdef0123456789abcdef";

    public async Task InitializeAsync()
    {
        var keys = _names.Select(name => $"api-keys.{name} {{ hash = \"{KeyHash.Of(Encoding.UTF8.GetBytes(KeyOf(name))).Text}\", scopes = [{name}] }}");
        var configuration = JobsSettingsReader.Read($$"""
            jobs.queues.work.default-type = echo
            jobs.queues.partners.external-workers = on
            jobs.host {
              {{string.Join('\n', keys)}}
              {{_more}}
            }
            """);
        _app = JobsHost.Build(new HostConfiguration(configuration, "", [new Uri("http://127.0.0.1:0")], "test"), journal: null, TimeProvider.System);
        await _app.StartAsync();
        Address = new Uri(_app.Urls.First());
    }

    public async Task DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
    }

    /// <summary>A client with an address of its own, for what is counted by address.</summary>
    public HttpClient NewClient(string? key = null)
    {
        var own = new IPEndPoint(new IPAddress([127, 0, 1, _client++]), 0);
        var client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(own);
                await socket.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        }) { BaseAddress = Address };
        if (key is not null)
            client.DefaultRequestHeaders.Add("Authorization", $"Bearer {key}");
        return client;
    }

    public async Task<Reply> SendAsync(string method, string path, string? key = null, string? json = null, params (string Name, string Value)[] headers)
    {
        using var client = NewClient(key);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return await Reply.ReadAsync(response);
    }
}

/// <summary>The same, and nothing may be changed.</summary>
public sealed class ReadOnlyHost() : GuardedHost("read-only = on");

/// <summary>The same, with few requests for each client.</summary>
public sealed class SlowHost() : GuardedHost("rate-limit.max = 3\nrate-limit.window = 1h");
