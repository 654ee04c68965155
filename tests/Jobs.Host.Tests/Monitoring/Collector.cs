using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Jobs.Host.Tests.Monitoring;

/// <summary>An OTLP collector that keeps what it is sent over HTTP. Names and values stand as plain text in the protobuf.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _app;
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly ConcurrentQueue<(string Path, string Text)> _received = [];

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapPost("/v1/{signal}", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            _received.Enqueue((http.Request.Path, Encoding.Latin1.GetString(body.ToArray())));
            _arrivals.Release();
            http.Response.ContentType = "application/x-protobuf";
        });
    }

    public string Address => _app.Urls.First();

    public static async Task<Collector> StartAsync()
    {
        var collector = new Collector();
        collector._app.Urls.Add("http://127.0.0.1:0");
        await collector._app.StartAsync();
        return collector;
    }

    public string Of(string signal) => string.Concat(_received.Where(sent => sent.Path == $"/v1/{signal}").Select(sent => sent.Text));

    public async Task UntilAsync(string signal, string text)
    {
        using var patience = new CancellationTokenSource(_patience);
        while (!Of(signal).Contains(text, StringComparison.Ordinal))
            await _arrivals.WaitAsync(patience.Token);
    }

    public ValueTask DisposeAsync()
    {
        _arrivals.Dispose();
        return _app.DisposeAsync();
    }
}
