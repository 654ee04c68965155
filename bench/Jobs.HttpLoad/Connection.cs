using System.Buffers.Text;
using System.Net.Sockets;

namespace Jobs.HttpLoad;

/// <summary>As little HTTP as the measurement needs, so that the load costs less than what it measures: one request, one answer with a Content-Length.</summary>
internal sealed class Connection : IDisposable
{
    private const int AnswerBytesMax = 64 * 1024;

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[AnswerBytesMax];

    private Connection()
    {
    }

    public static async Task<Connection> OpenAsync(Uri url)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(url.Host, url.Port);
        return connection;
    }

    public void Dispose() => _socket.Dispose();

    /// <returns>The status.</returns>
    public async ValueTask<int> SendAsync(byte[] request)
    {
        await _socket.SendAsync(request, SocketFlags.None);
        var length = 0;
        while (true)
        {
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length), SocketFlags.None);
            if (read == 0)
                throw new IOException("The host closed the connection.");
            length += read;
            if (IsWhole(_buffer.AsSpan(0, length), out var status))
                return status;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer, out int status)
    {
        status = 0;
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var name = answer[..head].IndexOf("Content-Length: "u8);
        if (!Utf8Parser.TryParse(answer["HTTP/1.1 ".Length..], out status, out _) || !Utf8Parser.TryParse(answer[(name + "Content-Length: ".Length)..], out int body, out _))
            throw new IOException("The answer is not what this tool reads.");
        return answer.Length >= head + 4 + body;
    }
}
