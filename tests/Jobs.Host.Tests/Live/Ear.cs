using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Jobs.Host.Tests.Live;

/// <summary>One who listens to a host over server-sent events.</summary>
internal sealed class Ear : IAsyncDisposable
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(30);

    private readonly HttpResponseMessage _response;
    private readonly SseParser<string> _parser;
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly CancellationTokenSource _patience;

    private Ear(HttpResponseMessage response, Stream body, CancellationTokenSource patience)
    {
        _response = response;
        _patience = patience;
        _parser = SseParser.Create(body);
        _events = _parser.EnumerateAsync(patience.Token).GetAsyncEnumerator(patience.Token);
    }

    public string LastEventId => _parser.LastEventId;

    public TimeSpan ComesBackAfter => _parser.ReconnectionInterval;

    public HttpResponseMessage Response => _response;

    public static async Task<Ear> OpenAsync(HttpClient http, string query = "", string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/events{query}");
        if (lastEventId is not null)
            request.Headers.TryAddWithoutValidation("Last-Event-ID", lastEventId);
        var patience = new CancellationTokenSource(_soon);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return new Ear(response, await response.Content.ReadAsStreamAsync(patience.Token), patience);
    }

    /// <summary>The next event and the name it was sent under; null: the stream has ended.</summary>
    public async Task<(string Name, JsonElement Data)?> NextAsync() =>
        await _events.MoveNextAsync() ? (_events.Current.EventType, JsonDocument.Parse(_events.Current.Data).RootElement) : null;

    /// <summary>The next events of this name, whatever comes between.</summary>
    public async Task<List<JsonElement>> TakeAsync(int count, Func<JsonElement, bool> which)
    {
        var taken = new List<JsonElement>();
        while (taken.Count < count)
        {
            var next = await NextAsync() ?? throw new InvalidOperationException($"The stream has ended after {taken.Count} events.");
            if (which(next.Data))
                taken.Add(next.Data);
        }

        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        try
        {
            await _events.DisposeAsync();
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException or OperationCanceledException)
        {
            // The connection was cut above.
        }

        _patience.Dispose();
    }
}
