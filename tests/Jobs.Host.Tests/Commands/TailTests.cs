using System.Net;
using System.Net.Sockets;
using System.Text;
using Jobs.Events;
using Jobs.Host.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace Jobs.Host.Tests.Commands;

public sealed class TailTests(TestHost host) : IClassFixture<TestHost>
{
    private const int PortTriesMax = 10;

    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Tail_prints_a_line_for_each_event_without_colours_when_piped()
    {
        var tail = await TailAsync("--type", "fail", "--count", "3");
        await host.RunAsync("""{"queue":"work","id":"tail-1","type":"fail","payload":{"message":"sour\nmilk","permanent":true}}""");

        var run = await tail.WaitAsync(_soon);

        var lines = run.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^\d\d:\d\d:\d\d\.\d{3}  work          job\.enqueued        tail-1  fail  by api$", lines[0]);
        Assert.Matches(@"  job\.dead            tail-1  fail  attempt 1, ran \d+[a-z]+, .*: sour, rejected$", lines[2]);
        Assert.DoesNotContain('\x1b', run.Out);
    }

    [Fact]
    public async Task Tail_prints_the_events_themselves_on_request()
    {
        var tail = await TailAsync("--queue", "idle", "--count", "1", "-o", "jsonl");
        await host.PostAsync("/api/v1/jobs", """{"queue":"idle","id":"tail-2","type":"echo","payload":1,"delayMs":3600000}""");

        Assert.StartsWith("""{"event":"job.enqueued","queue":"idle",""", (await tail.WaitAsync(_soon)).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_filter_ends_it_with_what_the_host_said()
    {
        (await CommandRun.AsyncOn(host, "tail", "--event", "job.ded")).AssertFailed(1, "did you mean 'job.dead'?");
        (await CommandRun.AsyncOn(host, "tail", "--queue", "wrok")).AssertFailed(3, "work");
        (await CommandRun.Async("", "tail", "--server", "http://127.0.0.1:1")).AssertFailed(6, "jobs serve");
    }

    [Fact]
    public async Task When_the_stream_is_lost_it_is_continued_behind_the_last_event()
    {
        var (server, port) = Listen();
        using var open = server;
        var asked = ServeAsync(server, "id: a\nevent: job.due\ndata: {\"event\":\"job.due\",\"id\":\"1\"}\n\nid: b\n\n", "id: c\nevent: job.due\ndata: {\"event\":\"job.due\",\"id\":\"2\"}\n\n");

        var run = await CommandRun.Async("", "tail", "--count", "2", "-o", "jsonl", "--server", $"http://127.0.0.1:{port}").WaitAsync(_soon);

        Assert.Equal("{\"event\":\"job.due\",\"id\":\"1\"}\n{\"event\":\"job.due\",\"id\":\"2\"}\n", run.Out);
        Assert.Equal([null, "b"], await asked);
    }

    [Fact]
    public async Task Top_prints_one_table_when_piped_and_draws_again_with_each_tick_on_a_terminal()
    {
        var piped = await CommandRun.AsyncOn(host, "top");
        using var screen = new StringWriter();
        using var typed = new StringReader("");
        var terminal = new Terminal(typed, screen, TextWriter.Null, _ => null, IsInteractive: true, HasColour: false);
        var exitCode = await CommandLine.RunAsync(["top", "--count", "2", "--server", host.Address.ToString()], terminal).WaitAsync(_soon);

        Assert.StartsWith("QUEUE", piped.Out, StringComparison.Ordinal);
        Assert.Contains("\nwork ", piped.Out, StringComparison.Ordinal);
        Assert.Equal(0, exitCode);
        Assert.Equal(2, screen.ToString().Split("\x1b[H").Length - 1);
        Assert.Contains("work", screen.ToString(), StringComparison.Ordinal);
    }

    // When it listens. The stream of a test before may not have ended yet.
    private async Task<Task<CommandRun>> TailAsync(params string[] args)
    {
        var hub = host.Services.GetRequiredService<EventHub>();
        using var patience = new CancellationTokenSource(_soon);
        while (hub.Listeners > 0)
            await Task.Delay(10, patience.Token);
        var tail = CommandRun.AsyncOn(host, ["tail", .. args]);
        while (hub.Listeners == 0)
            await Task.Delay(10, patience.Token);
        return tail;
    }

    // A listener takes no port 0, and one that is free may be taken before it listens: then the next.
    private static (HttpListener Server, int Port) Listen()
    {
        for (var tries = 0; ; tries++)
        {
            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var server = new HttpListener();
            server.Prefixes.Add($"http://127.0.0.1:{port}/");
            try
            {
                server.Start();
                return (server, port);
            }
            catch (HttpListenerException) when (tries < PortTriesMax)
            {
                server.Close();
            }
        }
    }

    // Each answer is a whole stream; what was said in Last-Event-ID comes back.
    private static async Task<List<string?>> ServeAsync(HttpListener server, params string[] streams)
    {
        var asked = new List<string?>();
        foreach (var stream in streams)
        {
            var context = await server.GetContextAsync();
            asked.Add(context.Request.Headers["Last-Event-ID"]);
            context.Response.ContentType = "text/event-stream";
            await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(stream));
            context.Response.Close();
        }

        return asked;
    }
}
