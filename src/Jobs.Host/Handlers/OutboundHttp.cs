using System.Net;
using System.Net.Sockets;

namespace Jobs.Host.Handlers;

/// <summary>
/// The one HTTP client of all jobs. Whether an address is private is looked at when the connection is made, after the name was resolved and for every redirect: a check
/// of the URL could be talked round by a name that points inwards.
/// </summary>
internal sealed class OutboundHttp : IDisposable
{
    private const int RedirectsMax = 5;

    private static readonly TimeSpan _connectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan _connectionLifetime = TimeSpan.FromMinutes(5);

    private readonly Predicate<IPAddress> _mayCall;
    private readonly Resolver _resolve;

    public OutboundHttp(bool allowPrivate)
        : this(address => allowPrivate || !PrivateAddress.Is(address), Dns.GetHostAddressesAsync)
    {
    }

    public OutboundHttp(Predicate<IPAddress> mayCall, Resolver resolve)
    {
        _mayCall = mayCall;
        _resolve = resolve;
        Client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = ConnectAsync,
            ConnectTimeout = _connectTimeout,
            MaxAutomaticRedirections = RedirectsMax,
            PooledConnectionLifetime = _connectionLifetime,
            UseCookies = false,

            // A proxy would connect in our place, and unchecked.
            UseProxy = false,
        })
        {
            // The attempt's own timeout cancels the request.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The addresses of a name, now; another time they may be others.</summary>
    public delegate Task<IPAddress[]> Resolver(string name, CancellationToken cancel);

    public HttpClient Client { get; }

    public void Dispose() => Client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var target = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(target.Host, out var written) ? [written] : await _resolve(target.Host, cancel);

        // What is connected to is what was looked at: nobody resolves the name a second time.
        var allowed = Array.FindAll(addresses, _mayCall);
        if (allowed.Length == 0)
            throw new PrivateAddressException(target.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

internal sealed class PrivateAddressException(string host) : Exception($"{host} is a private address; jobs may call public ones only");
