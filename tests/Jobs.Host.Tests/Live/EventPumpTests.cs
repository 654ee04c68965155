using System.Text;
using Jobs.Events;
using Jobs.Host.Api;
using Jobs.Host.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace Jobs.Host.Tests.Live;

public sealed class EventPumpTests : IDisposable
{
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(30);
    private static readonly StreamPace _quick = new(KeepAlive: TimeSpan.FromMilliseconds(20), WriteTimeout: TimeSpan.FromMilliseconds(50), Gather: TimeSpan.FromMilliseconds(1));

    private readonly EventHub _hub = new(TimeProvider.System);
    private readonly CancellationTokenSource _gone = new();

    public void Dispose() => _gone.Dispose();

    [Fact]
    public async Task A_quiet_stream_says_where_it_is_also_past_what_it_did_not_want()
    {
        var sink = new Sink();
        using var stream = Open(_quick);
        var runs = new EventPump(stream, sink, TimeProvider.System).RunAsync(_gone.Token);
        var before = await sink.PlaceAsync(_ => true);

        _hub.Publish(HubEvent.Announce("alert.raised", null, "{}"u8.ToArray()));

        await sink.PlaceAsync(place => place != before);
        Assert.Empty(sink.Written);
        await LeaveAsync(runs);
    }

    [Fact]
    public async Task A_listener_that_takes_nothing_is_cut()
    {
        var sink = new Sink { Takes = Task.Delay(Timeout.Infinite, _gone.Token) };
        using var stream = Open(_quick);
        var runs = new EventPump(stream, sink, TimeProvider.System).RunAsync(_gone.Token);

        Tell(1);

        await runs.WaitAsync(_soon);
        Assert.True(sink.IsAborted);
    }

    [Fact]
    public async Task A_listener_that_lags_too_far_is_told_so()
    {
        var takes = new TaskCompletionSource();
        var sink = new Sink { Takes = takes.Task };
        using var stream = Open(_quick with { WriteTimeout = _soon });
        var runs = new EventPump(stream, sink, TimeProvider.System).RunAsync(_gone.Token);
        Tell(1);
        await sink.Flushing.WaitAsync(_soon);

        Tell(EventHub.EventsMax + 1);
        takes.SetResult();

        await runs.WaitAsync(_soon);
        Assert.Equal(StreamEnd.TooSlow, sink.Ended);
    }

    private EventStream Open(StreamPace pace)
    {
        var ticker = new StatsTicker(_hub, new QueueGateway(() => throw new InvalidOperationException("Nobody wants ticks.")), TimeProvider.System, NullLogger.Instance);
        var query = new EventQuery(Queue: null, Type: null, new HashSet<string> { "operation.progress" }, After: null, IsNamed: true, Window: null);
        return new EventStreams(_hub, ticker, pace, CancellationToken.None).Open(query)!;
    }

    private void Tell(int events)
    {
        for (var i = 0; i < events; i++)
            _hub.Publish(HubEvent.Announce("operation.progress", null, "{}"u8.ToArray()));
    }

    private async Task LeaveAsync(Task runs)
    {
        await _gone.CancelAsync();
        await runs.WaitAsync(_soon);
    }

    private sealed class Sink : IEventSink
    {
        private readonly Lock _lock = new();
        private readonly List<string> _places = [];
        private readonly TaskCompletionSource _flushing = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Takes { get; init; } = Task.CompletedTask;

        public Task Flushing => _flushing.Task;

        public List<string> Written { get; } = [];

        public StreamEnd? Ended { get; private set; }

        public bool IsAborted { get; private set; }

        public void Write(string name, string? id, ReadOnlyMemory<byte> json) => Written.Add(Encoding.UTF8.GetString(json.Span));

        public void KeepAlive(string position)
        {
            lock (_lock)
                _places.Add(position);
        }

        public async ValueTask FlushAsync(CancellationToken cancel)
        {
            _flushing.TrySetResult();
            await Takes.WaitAsync(cancel);
        }

        public Task EndAsync(StreamEnd end, CancellationToken cancel)
        {
            Ended = end;
            return Task.CompletedTask;
        }

        public void Abort() => IsAborted = true;

        public async Task<string> PlaceAsync(Func<string, bool> which)
        {
            using var patience = new CancellationTokenSource(_soon);
            while (true)
            {
                lock (_lock)
                {
                    if (_places.LastOrDefault(which) is { } place)
                        return place;
                }

                await Task.Delay(5, patience.Token);
            }
        }
    }
}
