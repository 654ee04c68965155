using Jobs.Host.Api;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Jobs.Host.Serving;

/// <summary>
/// What one client can make the server hold or wait for, before anybody knows who it is. Beyond it: 8 MiB of body (<see cref="RequestBody.BytesMax"/>), JSON no deeper than 64, pages of at most
/// 500 items (<see cref="Jobs.JobBounds"/>), and per client <c>jobs.host.rate-limit</c>.
/// </summary>
internal static class HttpLimits
{
    private const int ConnectionsMax = 10_000;
    private const int UpgradedConnectionsMax = 1_000;
    private const int HeadersMax = 64;
    private const int HeaderBytesMax = 16 * 1024;

    /// <summary>A filter and a cursor stand in it, percent-encoded.</summary>
    private const int RequestLineBytesMax = 16 * 1024;

    private const double BytesPerSecondMin = 240;

    private static readonly TimeSpan _headersTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _idleTimeout = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan _slownessGrace = TimeSpan.FromSeconds(5);

    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxConcurrentConnections = ConnectionsMax;
        limits.MaxConcurrentUpgradedConnections = UpgradedConnectionsMax;
        limits.MaxRequestHeaderCount = HeadersMax;
        limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
        limits.MaxRequestLineSize = RequestLineBytesMax;
        limits.MaxRequestBodySize = RequestBody.BytesMax;
        limits.RequestHeadersTimeout = _headersTimeout;
        limits.KeepAliveTimeout = _idleTimeout;
        limits.MinRequestBodyDataRate = new MinDataRate(BytesPerSecondMin, _slownessGrace);
        limits.MinResponseDataRate = new MinDataRate(BytesPerSecondMin, _slownessGrace);
    }
}
