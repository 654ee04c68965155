using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Jobs.Host.Live;

/// <summary>Server-sent events, as the HTML standard has them.</summary>
internal sealed class SseSink(PipeWriter response, bool isNamed, Action abort) : IEventSink
{
    /// <summary>After how long a browser comes back that has lost its stream.</summary>
    private static readonly TimeSpan _comesBackAfter = TimeSpan.FromSeconds(2);

    /// <summary>After how long when the host has stopped: one that is started again needs a moment.</summary>
    private static readonly TimeSpan _comesBackToAnother = TimeSpan.FromSeconds(1);

    /// <summary>The first bytes, so that the listener knows that it listens: when to come back, and where it is.</summary>
    public void Open(string position)
    {
        Retry(_comesBackAfter);
        Line("id: "u8, position);
        response.Write("\n"u8);
    }

    public void Write(string name, string? id, ReadOnlyMemory<byte> json)
    {
        if (id is not null)
            Line("id: "u8, id);
        if (isNamed)
            Line("event: "u8, name);
        response.Write("data: "u8);
        response.Write(json.Span);
        response.Write("\n\n"u8);
    }

    // No event of the page, but its place moves on over what it did not want to hear.
    public void KeepAlive(string position)
    {
        response.Write(": still here\n"u8);
        Line("id: "u8, position);
        response.Write("\n"u8);
    }

    public async ValueTask FlushAsync(CancellationToken cancel)
    {
        if ((await response.FlushAsync(cancel)).IsCompleted)
            throw new IOException("The listener has left.");
    }

    public async Task EndAsync(StreamEnd end, CancellationToken cancel)
    {
        if (end == StreamEnd.Draining)
            Retry(_comesBackToAnother);
        Write(EventNames.End, null, EventJson.Write(EventNames.End, json => json.WriteString("reason"u8, end.Word())));
        await FlushAsync(cancel);
    }

    public void Abort() => abort();

    private void Retry(TimeSpan after) => Line("retry: "u8, ((long)after.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture));

    private void Line(ReadOnlySpan<byte> field, string value)
    {
        response.Write(field);
        Encoding.UTF8.GetBytes(value, response);
        response.Write("\n"u8);
    }
}
