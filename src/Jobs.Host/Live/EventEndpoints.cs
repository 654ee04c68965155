using Jobs.Host.Api;
using Jobs.Hosting;
using Microsoft.AspNetCore.Http.Features;

namespace Jobs.Host.Live;

/// <summary>Listening to what happens, over server-sent events or a WebSocket.</summary>
internal sealed class EventEndpoints(EventStreams streams, JobsSettings settings, TimeProvider clock)
{
    private static Problem NoSocket => Problem.Invalid("This route takes a WebSocket; /api/v1/events has the same over plain HTTP.");

    public async Task SendAsync(HttpContext http)
    {
        var (opened, problem) = Open(http.Request);
        if (opened is null)
        {
            await AnswerWriter.WriteAsync(http.Response, problem!);
            return;
        }

        using var stream = opened;
        var headers = http.Response.Headers;
        headers.ContentType = "text/event-stream";
        headers.CacheControl = "no-store, no-transform";
        headers["X-Accel-Buffering"] = "no"; // nginx would gather them
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var sink = new SseSink(http.Response.BodyWriter, stream.Query.IsNamed, http.Abort);
        sink.Open(stream.Listener.Position);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        await new EventPump(stream, sink, clock).RunAsync(http.RequestAborted);
    }

    public async Task TalkAsync(HttpContext http)
    {
        // A page of another site, which a browser lets open a WebSocket to anywhere, has not come past the guard.
        var (opened, problem) = http.WebSockets.IsWebSocketRequest ? Open(http.Request) : (null, NoSocket);
        if (opened is null)
        {
            await AnswerWriter.WriteAsync(http.Response, problem!);
            return;
        }

        using var stream = opened;
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var listener = new SocketListener(socket, clock);
        await listener.RunAsync(left => new EventPump(stream, new SocketSink(socket), clock).RunAsync(left), http.RequestAborted);
    }

    private (EventStream? Stream, Problem? Problem) Open(HttpRequest request)
    {
        var (query, problem) = EventQuery.Read(request, settings);
        if (query is null)
            return (null, problem);
        if (streams.Draining.IsCancellationRequested)
            return (null, new Problem(ProblemTypes.TooManyStreams, "The host stops; listen to the one that follows it."));
        return streams.Open(query) is { } stream
            ? (stream, null)
            : (null, new Problem(ProblemTypes.TooManyStreams, $"{EventStreams.OpenMax} streams are open, which is the limit; close one, or come back later."));
    }
}
