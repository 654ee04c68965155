using System.Net;
using Jobs.Host.Handlers;

namespace Jobs.Host.Tests.Handlers;

/// <summary>The host calls itself: it is the nearest HTTP server there is.</summary>
public sealed class HttpHandlerTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task A_2xx_is_done_and_its_body_is_the_result()
    {
        var job = await RunAsync("health/live");

        Assert.Equal("completed", job.Status);
        Assert.Contains("\"status\":200", job.Result, StringComparison.Ordinal);
        Assert.Contains("ok", job.Result, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_404_is_permanent()
    {
        var job = await RunAsync("nothing-here");

        Assert.Equal(("dead", 1), (job.Status, job.Attempts));
        Assert.Contains("HTTP 404", job.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_retried()
    {
        var job = await RunAsync("http://127.0.0.1:1/");

        Assert.Equal(("dead", 2), (job.Status, job.Attempts));
    }

    [Theory]
    [InlineData("ftp://example.com/")]
    [InlineData("not a url")]
    public async Task What_is_no_web_address_is_permanent(string url)
    {
        var job = await RunAsync(url);

        Assert.Equal(("dead", 1), (job.Status, job.Attempts));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("172.31.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("255.255.255.255")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::7f00:1")]
    [InlineData("64:ff9b::a00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:7f00:1::")]
    public void These_addresses_are_private(string address) => Assert.True(PrivateAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700:4700::1111")]
    public void These_addresses_are_public(string address) => Assert.False(PrivateAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task A_name_that_points_to_a_private_address_is_refused_when_it_connects()
    {
        using var outbound = new OutboundHttp(allowPrivate: false);

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => outbound.Client.GetAsync($"http://localhost:{host.Address.Port}/health"));

        Assert.IsType<PrivateAddressException>(fault.GetBaseException());
    }

    private async Task<(string Status, int Attempts, string Result, string Error)> RunAsync(string url)
    {
        var absolute = url.Contains(':', StringComparison.Ordinal) || url.Contains(' ', StringComparison.Ordinal) ? url : $"{host.Address}{url}";
        var job = await host.RunAsync($$"""{"queue":"work","type":"http","payload":{"url":"{{absolute}}"} }""");
        return (job.GetProperty("status").GetString()!, job.GetProperty("attempts").GetInt32(), job.GetProperty("result").GetRawText(), job.GetProperty("lastError").GetRawText());
    }
}
