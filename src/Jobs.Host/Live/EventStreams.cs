using Jobs.Events;

namespace Jobs.Host.Live;

/// <summary>The streams that are open, of whatever kind. Each costs a connection and a place in the events; more than <see cref="OpenMax"/> are refused.</summary>
internal sealed class EventStreams(EventHub hub, StatsTicker ticker, StreamPace pace, CancellationToken draining)
{
    public const int OpenMax = 200;

    private int _open;

    /// <summary>The host stops: streams end.</summary>
    public CancellationToken Draining => draining;

    public StreamPace Pace => pace;

    /// <summary>Null: too many are open.</summary>
    public EventStream? Open(EventQuery query)
    {
        if (Interlocked.Increment(ref _open) > OpenMax)
        {
            Interlocked.Decrement(ref _open);
            return null;
        }

        if (query.WantsTicks)
            ticker.Join();
        return new EventStream(this, query, hub.Listen(query.After));
    }

    /// <summary>The tick as this listener wants it; null: it wants none.</summary>
    public ReadOnlyMemory<byte>? TickFor(EventQuery query, HubEvent tick)
    {
        // No conditional expression: null would become an empty memory.
        if (!query.WantsTicks)
            return null;
        if (query.Queue is { } queue)
            return ticker.Only(queue);
        return tick.Announced;
    }

    public void Closed(EventStream stream)
    {
        if (stream.Query.WantsTicks)
            ticker.Leave();
        Interlocked.Decrement(ref _open);
    }
}

/// <summary>One of them: a place in the events, and what of them is wanted.</summary>
internal sealed class EventStream(EventStreams streams, EventQuery query, EventListener listener) : IDisposable
{
    public EventQuery Query => query;

    public EventListener Listener => listener;

    public EventStreams Streams => streams;

    public void Dispose()
    {
        listener.Dispose();
        streams.Closed(this);
    }
}

/// <summary>How a stream keeps time.</summary>
/// <param name="KeepAlive">A stream that has nothing to say says so this often, so that proxies keep it open and the listener knows where it is.</param>
/// <param name="WriteTimeout">A listener that takes nothing for so long is cut.</param>
/// <param name="Gather">Events of so long go out together.</param>
internal sealed record StreamPace(TimeSpan KeepAlive, TimeSpan WriteTimeout, TimeSpan Gather)
{
    public static StreamPace Default { get; } = new(KeepAlive: TimeSpan.FromSeconds(15), WriteTimeout: TimeSpan.FromSeconds(10), Gather: TimeSpan.FromMilliseconds(10));
}
