using System.Text;

namespace Jobs.HttpLoad;

/// <summary>The bytes of one request; every job gets its id from the host.</summary>
internal static class Request
{
    public static byte[] Bytes(Uri url, string queue, string type, int payloadBytes)
    {
        var payload = $"{{\"x\":\"{new string('x', Math.Max(0, payloadBytes - 8))}\"}}";
        var body = $"{{\"queue\":\"{queue}\",\"type\":\"{type}\",\"payload\":{payload}}}";
        return Encoding.ASCII.GetBytes(
            $"POST /api/v1/jobs HTTP/1.1\r\nHost: {url.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }
}
