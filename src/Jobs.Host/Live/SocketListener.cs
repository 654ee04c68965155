using System.Net.WebSockets;

namespace Jobs.Host.Live;

/// <summary>The other end of a WebSocket. It is there to listen: what it sends is read, counted and dropped, so that its close is seen.</summary>
internal sealed class SocketListener(WebSocket socket, TimeProvider clock)
{
    /// <summary>What it may send in all.</summary>
    public const int SentBytesMax = 64 * 1024;

    private const int ReadBytes = 4 * 1024;

    /// <summary>How long the other end has to say its goodbye.</summary>
    private static readonly TimeSpan _closeTimeout = TimeSpan.FromSeconds(2);

    /// <param name="talk">Sends, until its token says that the listener has left.</param>
    public async Task RunAsync(Func<CancellationToken, Task> talk, CancellationToken aborted)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        var reads = ReadAsync(left);
        await talk(left.Token);
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await CloseAsync(reads).WaitAsync(_closeTimeout, clock, aborted);
            await reads.WaitAsync(_closeTimeout, clock, aborted);
        }
        catch (Exception fault) when (fault is WebSocketException or TimeoutException or OperationCanceledException)
        {
            socket.Abort();
        }

        await reads;
    }

    private async Task CloseAsync(Task<bool> reads)
    {
        if (await reads)
            await socket.CloseOutputAsync(WebSocketCloseStatus.PolicyViolation, "this socket only tells", CancellationToken.None);
        else
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
    }

    /// <returns>Whether it has talked too much.</returns>
    private async Task<bool> ReadAsync(CancellationTokenSource left)
    {
        var buffer = new byte[ReadBytes];
        var sent = 0;
        try
        {
            while (sent <= SentBytesMax)
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (read.MessageType == WebSocketMessageType.Close)
                    return false;
                sent += read.Count;
            }

            return true;
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException or IOException)
        {
            return false;
        }
        finally
        {
            await left.CancelAsync();
        }
    }
}
