using System.Net;
using System.Net.Sockets;
using System.Text;
using Jobs.Events;
using Jobs.Host.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Jobs.Host.Tests.Live;

/// <summary>What a stream may not do to the host. Each test has a host of its own.</summary>
public sealed class StreamBoundsTests : IAsyncLifetime
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(30);

    private readonly TestHost _host = new();

    public Task InitializeAsync() => _host.InitializeAsync();

    public Task DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task More_streams_than_there_may_be_are_refused_until_one_has_gone()
    {
        var ears = new List<Ear>();
        for (var i = 0; i < EventStreams.OpenMax; i++)
            ears.Add(await Ear.OpenAsync(_host.Http, "?event=job.dead"));

        (await _host.GetAsync("/api/v1/events")).AssertProblem(HttpStatusCode.ServiceUnavailable, "too-many-streams");

        foreach (var ear in ears)
            await ear.DisposeAsync();
        await UntilAsync(() => Hub.Listeners == 0);
        await (await Ear.OpenAsync(_host.Http)).DisposeAsync();
    }

    [Fact]
    public async Task When_the_host_stops_its_streams_end_in_order_and_say_when_to_come_back()
    {
        await using var ear = await Ear.OpenAsync(_host.Http, "?event=job.dead");

        var stops = _host.StopAsync();

        var (name, data) = (await ear.NextAsync())!.Value;
        Assert.Equal(("stream.end", "draining"), (name, data.GetProperty("reason").GetString()));
        Assert.Null(await ear.NextAsync());
        Assert.Equal(TimeSpan.FromSeconds(1), ear.ComesBackAfter);
        await stops.WaitAsync(_soon);
    }

    [Fact]
    public async Task A_listener_that_takes_nothing_is_cut_while_others_hear_everything()
    {
        const int Events = 2000;
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        await socket.ConnectAsync(IPAddress.Loopback, _host.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/events?event=operation.progress HTTP/1.1\r\nHost: {_host.Address.Authority}\r\n\r\n"));
        await UntilAsync(() => Hub.Listeners == 1);
        await using var fast = await Ear.OpenAsync(_host.Http, "?event=operation.progress");

        var large = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 8000)}}"}""");
        for (var i = 0; i < Events; i++)
            Hub.Publish(HubEvent.Announce("operation.progress", null, large));

        Assert.Equal(Events, (await fast.TakeAsync(Events, _ => true)).Count);
        await UntilAsync(() => Hub.Listeners == 1);
        Assert.True(await ReadToEndAsync(socket) < (long)Events * large.Length);
    }

    private EventHub Hub => _host.Services.GetRequiredService<EventHub>();

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(_soon);
        while (!condition())
            await Task.Delay(10, patience.Token);
    }

    private static async Task<long> ReadToEndAsync(Socket socket)
    {
        var (buffer, all) = (new byte[64 * 1024], 0L);
        try
        {
            while (await socket.ReceiveAsync(buffer).WaitAsync(_soon) is > 0 and var read)
                all += read;
        }
        catch (SocketException)
        {
            // Reset by the host.
        }

        return all;
    }
}
