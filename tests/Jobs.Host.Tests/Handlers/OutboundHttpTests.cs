using System.Net;
using System.Net.Sockets;
using System.Text;
using Jobs.Host.Handlers;

namespace Jobs.Host.Tests.Handlers;

/// <summary>What a job's request can be talked into by names that move and servers that redirect. 127.0.0.2 plays the private network, the rest of loopback the internet.</summary>
public sealed class OutboundHttpTests : IDisposable
{
    private static readonly IPAddress _outside = IPAddress.Parse("127.0.0.1");
    private static readonly IPAddress _inside = IPAddress.Parse("127.0.0.2");

    private readonly Server _server = new(_outside);
    private readonly Server _secret = new(_inside);

    public void Dispose()
    {
        _server.Dispose();
        _secret.Dispose();
    }

    [Fact]
    public async Task A_name_that_moves_inwards_after_the_first_request_is_refused()
    {
        var answers = new Queue<IPAddress[]>([[_outside], [_inside]]);
        using var outbound = Outbound(_ => answers.Dequeue());
        _server.Answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        (await outbound.Client.GetAsync($"http://rebind.example:{_server.Port}/")).Dispose();

        await AssertRefusedAsync(outbound, $"http://rebind.example:{_secret.Port}/");
    }

    [Fact]
    public async Task A_redirect_inwards_is_not_followed()
    {
        using var outbound = Outbound(name => name == "inside.example" ? [_inside] : [_outside]);
        _server.Answer($"HTTP/1.1 302 Found\r\nLocation: http://inside.example:{_secret.Port}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        await AssertRefusedAsync(outbound, $"http://outside.example:{_server.Port}/");
    }

    [Fact]
    public async Task Of_several_addresses_only_the_public_ones_are_called()
    {
        using var outbound = Outbound(_ => [_inside, _outside]);
        _server.Answer("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");

        using var response = await outbound.Client.GetAsync($"http://both.example:{_server.Port}/");

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.False(_secret.WasCalled);
    }

    [Theory]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://127.1/")]
    [InlineData("http://2130706433/")]
    [InlineData("http://0x7f000001/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://[::ffff:127.0.0.1]/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    public async Task Every_way_to_write_a_private_address_is_refused(string url)
    {
        using var outbound = new OutboundHttp(allowPrivate: false);

        Assert.IsType<PrivateAddressException>((await Assert.ThrowsAsync<HttpRequestException>(() => outbound.Client.GetAsync(url))).GetBaseException());
    }

    private static OutboundHttp Outbound(Func<string, IPAddress[]> resolve) => new(address => !address.Equals(_inside), (name, _) => Task.FromResult(resolve(name)));

    private async Task AssertRefusedAsync(OutboundHttp outbound, string url)
    {
        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => outbound.Client.GetAsync(url));
        Assert.IsType<PrivateAddressException>(fault.GetBaseException());
        Assert.False(_secret.WasCalled);
    }

    /// <summary>Listens, and answers one request if it is told to.</summary>
    private sealed class Server : IDisposable
    {
        private readonly TcpListener _listener;

        public Server(IPAddress address)
        {
            _listener = new TcpListener(address, 0);
            _listener.Start();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public bool WasCalled => _listener.Pending();

        public void Dispose() => _listener.Stop();

        public void Answer(string response) => _ = AnswerAsync(response);

        private async Task AnswerAsync(string response)
        {
            using var client = await _listener.AcceptTcpClientAsync();
            var stream = client.GetStream();
            _ = await stream.ReadAsync(new byte[4096]);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(response));
        }
    }
}
