using Jobs.Events;

namespace Jobs.Host.Live;

/// <summary>Brings events from the hub to one listener, as fast as it takes them, until it leaves, is cut, or the host stops. Nobody else ever waits for it.</summary>
internal sealed class EventPump(EventStream stream, IEventSink sink, TimeProvider clock)
{
    private static readonly byte[] _reset = EventJson.Write(
        EventNames.Reset, json => json.WriteString("reason"u8, "what followed the last event that was seen is not kept: read again whatever you show"));

    private readonly EventListener _listener = stream.Listener;
    private readonly EventQuery _query = stream.Query;
    private readonly StreamPace _pace = stream.Streams.Pace;
    private readonly EventWindow? _window = stream.Query.Window is null ? null : new EventWindow(clock);

    /// <param name="gone">The listener has left.</param>
    public async Task RunAsync(CancellationToken gone)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stream.Streams.Draining, gone);
        try
        {
            if (!await SendUntilLostAsync(stop.Token))
                await EndAsync(StreamEnd.TooSlow, gone);
        }
        catch (OperationCanceledException) when (!gone.IsCancellationRequested)
        {
            await EndAsync(StreamEnd.Draining, gone);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // It has left, whether it said so or not.
        }
        catch (TimeoutException)
        {
            sink.Abort();
        }
    }

    /// <returns>False: the listener was too slow.</returns>
    private async Task<bool> SendUntilLostAsync(CancellationToken stop)
    {
        var placedAt = clock.GetTimestamp();
        while (true)
        {
            var batch = await _listener.ReadAsync(_pace.KeepAlive, stop);
            if (_window is not null && !batch.IsReset)
                batch = Gather(_window, batch);
            if (batch.IsLost)
                return false;
            var isPlaced = WriteEvents(batch);
            var isShown = WriteTick(batch.Tick);
            if (!isPlaced && clock.GetElapsedTime(placedAt) >= _pace.KeepAlive)
            {
                sink.KeepAlive(_listener.Position);
                isPlaced = true;
            }

            if (isPlaced)
                placedAt = clock.GetTimestamp();
            if (isPlaced || isShown)
                await FlushAsync(stop);
            if (batch.Events.Length > 0)
                await Task.Delay(_query.Window ?? _pace.Gather, clock, stop);
        }
    }

    // All that has happened within the window, one event of each job.
    private EventBatch Gather(EventWindow window, EventBatch first)
    {
        var (tick, batch) = (first.Tick, first);
        window.Begin();
        while (!batch.IsLost)
        {
            foreach (var e in batch.Events.Span)
            {
                if (_query.Wants(e))
                    window.Add(e);
            }

            if (batch.Events.Length == 0)
                return new EventBatch(window.End(), tick);
            batch = _listener.Read();
            tick = batch.Tick ?? tick;
        }

        return batch;
    }

    /// <returns>Whether the listener knows now where it is.</returns>
    private bool WriteEvents(EventBatch batch)
    {
        var isPlaced = batch.IsReset;
        if (batch.IsReset)
            sink.Write(EventNames.Reset, _listener.Position, _reset);
        if (_window?.Summary is { } summary)
            sink.Write(EventNames.Window, null, summary);
        foreach (var e in batch.Events.Span)
        {
            if (!_query.Wants(e))
                continue;
            sink.Write(e.Name, _listener.IdOf(e), e.Wire(EventJson.Write));
            isPlaced = true;
        }

        return isPlaced;
    }

    private bool WriteTick(HubEvent? tick)
    {
        if (tick is null || stream.Streams.TickFor(_query, tick) is not { } shown)
            return false;
        sink.Write(EventNames.Tick, null, shown);
        return true;
    }

    private async Task EndAsync(StreamEnd end, CancellationToken gone)
    {
        try
        {
            await sink.EndAsync(end, gone).WaitAsync(_pace.WriteTimeout, clock, gone);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or TimeoutException)
        {
            sink.Abort();
        }
    }

    // What is under way when the host stops is sent, not cut in the middle; the listener gets its time all the same.
    private async Task FlushAsync(CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var sent = sink.FlushAsync(CancellationToken.None);
        if (sent.IsCompletedSuccessfully)
            await sent;
        else
            await sent.AsTask().WaitAsync(_pace.WriteTimeout, clock, CancellationToken.None);
    }
}
