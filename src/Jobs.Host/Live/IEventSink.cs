namespace Jobs.Host.Live;

/// <summary>A stream's way to its listener: server-sent events, or a WebSocket.</summary>
internal interface IEventSink
{
    /// <param name="id">Where the listener is once it has it; null: not elsewhere than before.</param>
    /// <param name="json">One line, an object.</param>
    void Write(string name, string? id, ReadOnlyMemory<byte> json);

    /// <summary>Nothing has happened; the listener is at <paramref name="position"/>.</summary>
    void KeepAlive(string position);

    /// <summary>Sends what was written.</summary>
    ValueTask FlushAsync(CancellationToken cancel);

    /// <summary>Ends in order, after all that was written.</summary>
    Task EndAsync(StreamEnd end, CancellationToken cancel);

    /// <summary>Ends at once: the listener takes nothing.</summary>
    void Abort();
}

/// <summary>Why the host ends a stream.</summary>
internal enum StreamEnd
{
    /// <summary>The listener read too slowly; what comes next is not kept any more.</summary>
    TooSlow,

    /// <summary>The host stops.</summary>
    Draining,
}

internal static class StreamEnds
{
    public static string Word(this StreamEnd end) => end == StreamEnd.TooSlow ? "too-slow" : "draining";
}
