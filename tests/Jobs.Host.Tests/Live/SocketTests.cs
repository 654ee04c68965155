using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Jobs.Host.Live;

namespace Jobs.Host.Tests.Live;

public sealed class SocketTests(TestHost host) : IClassFixture<TestHost>
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_same_events_come_as_text_messages_with_their_ids_and_are_continued()
    {
        string place;
        using (var socket = await OpenAsync("?event=job.enqueued"))
        {
            await EnqueueLaterAsync("socket-1");
            var told = await UntilAsync(socket, "socket-1");
            place = told.GetProperty("eventId").GetString()!;
            Assert.Equal(("job.enqueued", "work", "scheduled"), (told.GetProperty("event").GetString(), told.GetProperty("queue").GetString(), told.GetProperty("status").GetString()));
        }

        await EnqueueLaterAsync("socket-2");
        using var again = await OpenAsync($"?event=job.enqueued&lastEventId={place}");
        Assert.Equal("socket-2", (await NextAsync(again))!.Value.GetProperty("id").GetString());
        using var foreign = await OpenAsync("?event=job.enqueued&lastEventId=nonsense");
        Assert.Equal("reset", (await NextAsync(foreign))!.Value.GetProperty("event").GetString());
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task A_page_of_another_site_may_not_listen(string origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", origin);
        socket.Options.CollectHttpResponseDetails = true;

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address(""), CancellationToken.None));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_page_of_this_host_may()
    {
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Origin", host.Address.GetLeftPart(UriPartial.Authority));

        await socket.ConnectAsync(Address("?event=stats.tick"), CancellationToken.None);

        Assert.Equal("stats.tick", (await NextAsync(socket))!.Value.GetProperty("event").GetString());
    }

    [Fact]
    public async Task What_is_sent_is_ignored_up_to_a_bound()
    {
        using var socket = await OpenAsync("?event=job.enqueued");
        await socket.SendAsync(Encoding.UTF8.GetBytes("""{"pause":"everything"}"""), WebSocketMessageType.Text, true, CancellationToken.None);
        await EnqueueLaterAsync("socket-3");
        await UntilAsync(socket, "socket-3");

        await socket.SendAsync(new byte[SocketListener.SentBytesMax], WebSocketMessageType.Binary, true, CancellationToken.None);

        while (await NextAsync(socket) is not null)
        {
        }

        Assert.Equal(WebSocketCloseStatus.PolicyViolation, socket.CloseStatus);
    }

    [Fact]
    public async Task Who_closes_is_answered()
    {
        using var socket = await OpenAsync("?event=job.dead");

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).WaitAsync(_soon);

        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    [Fact]
    public async Task When_the_host_stops_the_socket_is_closed_with_the_reason()
    {
        var other = new TestHost();
        await other.InitializeAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{other.Address.Authority}/api/v1/live?event=job.dead"), CancellationToken.None);

        var stops = other.StopAsync();

        Assert.Equal("draining", (await NextAsync(socket))!.Value.GetProperty("reason").GetString());
        Assert.Null(await NextAsync(socket));
        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, socket.CloseStatus);
        await stops.WaitAsync(_soon);
        await other.DisposeAsync();
    }

    [Fact]
    public async Task A_plain_request_is_refused() => (await host.GetAsync("/api/v1/live")).AssertProblem(HttpStatusCode.BadRequest, "invalid-request");

    private async Task<ClientWebSocket> OpenAsync(string query)
    {
        var socket = new ClientWebSocket();
        await socket.ConnectAsync(Address(query), CancellationToken.None);
        return socket;
    }

    private Uri Address(string query) => new($"ws://{host.Address.Authority}/api/v1/live{query}");

    private static async Task<JsonElement> UntilAsync(WebSocket socket, string id)
    {
        while (await NextAsync(socket) is { } e)
        {
            if (e.TryGetProperty("id", out var said) && said.GetString() == id)
                return e;
        }

        throw new InvalidOperationException($"The socket was closed before {id} came.");
    }

    /// <returns>Null: it was closed, and that was answered.</returns>
    private static async Task<JsonElement?> NextAsync(WebSocket socket)
    {
        var (buffer, message) = (new byte[16 * 1024], new MemoryStream());
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None).AsTask().WaitAsync(_soon);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return null;
            }

            message.Write(buffer.AsSpan(0, read.Count));
            if (read.EndOfMessage)
                return JsonDocument.Parse(message.ToArray()).RootElement;
        }
    }

    private Task<Reply> EnqueueLaterAsync(string id) => host.PostAsync("/api/v1/jobs", $$"""{"queue":"work","id":"{{id}}","payload":1,"delayMs":3600000}""");
}
