using System.Buffers;
using System.Net.WebSockets;
using System.Text;

namespace Jobs.Host.Live;

/// <summary>The same events as text messages of a WebSocket: each a JSON object that begins with its <c>eventId</c>.</summary>
internal sealed class SocketSink(WebSocket socket) : IEventSink
{
    /// <summary>1013, try again later: what the listener was too slow for, it may read again.</summary>
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    private readonly List<byte[]> _messages = [];

    public void Write(string name, string? id, ReadOnlyMemory<byte> json)
    {
        var message = new ArrayBufferWriter<byte>(json.Length + 64);
        message.Write("{\"eventId\":"u8);
        if (id is null)
            message.Write("null"u8);
        else
            Encoding.UTF8.GetBytes($"\"{id}\"", message);
        message.Write(","u8);
        message.Write(json.Span[1..]);
        _messages.Add(message.WrittenSpan.ToArray());
    }

    // The protocol has pings of its own, and a place is told with each event.
    public void KeepAlive(string position)
    {
    }

    public async ValueTask FlushAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var message in _messages)
                await socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, cancel);
        }
        catch (WebSocketException fault)
        {
            throw new IOException("The listener has left.", fault);
        }
        finally
        {
            _messages.Clear();
        }
    }

    public async Task EndAsync(StreamEnd end, CancellationToken cancel)
    {
        Write(EventNames.End, null, EventJson.Write(EventNames.End, json => json.WriteString("reason"u8, end.Word())));
        await FlushAsync(cancel);
        try
        {
            await socket.CloseOutputAsync(end == StreamEnd.TooSlow ? TryAgainLater : WebSocketCloseStatus.EndpointUnavailable, end.Word(), cancel);
        }
        catch (WebSocketException fault)
        {
            throw new IOException("The listener has left.", fault);
        }
    }

    public void Abort() => socket.Abort();
}
