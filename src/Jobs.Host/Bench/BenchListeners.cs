using System.IO.Pipelines;
using Jobs.Events;
using Jobs.Host.Api;
using Jobs.Host.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobs.Host.Bench;

/// <summary>Streams of all events, as a host has them, into nothing: what listening costs those who work.</summary>
internal sealed class BenchListeners : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _listening;
    private readonly int _count;
    private long _heard;
    private int _cut;

    public BenchListeners(EventHub hub, int count)
    {
        _count = count;
        var ticker = new StatsTicker(hub, new QueueGateway(() => throw new InvalidOperationException("Nobody wants ticks.")), TimeProvider.System, NullLogger.Instance);
        var streams = new EventStreams(hub, ticker, StreamPace.Default, CancellationToken.None);
        var query = new EventQuery(Queue: null, Type: null, EventNames.Chosen.Where(name => name != EventNames.Tick).ToHashSet(), After: null, IsNamed: true, Window: null);
        _listening = [.. Enumerable.Range(0, count).Select(_ => Task.Run(() => ListenAsync(streams, query)))];
    }

    public long? Heard => _count == 0 ? null : Interlocked.Read(ref _heard);

    public int? Cut => _count == 0 ? null : Volatile.Read(ref _cut);

    /// <summary>From now on it counts.</summary>
    public void Begin()
    {
        Interlocked.Exchange(ref _heard, 0);
        Interlocked.Exchange(ref _cut, 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_listening);
        _over.Dispose();
    }

    private async Task ListenAsync(EventStreams streams, EventQuery query)
    {
        while (!_over.IsCancellationRequested)
        {
            using var stream = streams.Open(query)!;
            await new EventPump(stream, new CountingSink(new SseSink(PipeWriter.Create(Stream.Null), query.IsNamed, () => { }), this), TimeProvider.System).RunAsync(_over.Token);
        }
    }

    private sealed class CountingSink(SseSink sink, BenchListeners listeners) : IEventSink
    {
        public void Write(string name, string? id, ReadOnlyMemory<byte> json)
        {
            Interlocked.Increment(ref listeners._heard);
            sink.Write(name, id, json);
        }

        public void KeepAlive(string position) => sink.KeepAlive(position);

        public ValueTask FlushAsync(CancellationToken cancel) => sink.FlushAsync(cancel);

        public Task EndAsync(StreamEnd end, CancellationToken cancel)
        {
            Interlocked.Increment(ref listeners._cut);
            return sink.EndAsync(end, cancel);
        }

        public void Abort() => sink.Abort();
    }
}
