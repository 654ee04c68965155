using System.Text.Json;
using Jobs.Events;
using Jobs.Host.Api;
using Jobs.Messages;

namespace Jobs.Host.Live;

/// <summary>Shows once a second how the queues stand, while somebody wants to see it; otherwise no timer runs and no queue is asked.</summary>
internal sealed partial class StatsTicker(EventHub hub, QueueGateway gateway, TimeProvider clock, ILogger log)
{
    /// <summary>Queues of a tick at most, those with the most work first.</summary>
    public const int QueuesMax = 1000;

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private int _watchers;
    private bool _isTicking;
    private Tick? _newest;

    /// <summary>Somebody wants ticks.</summary>
    public void Join()
    {
        lock (_lock)
        {
            _watchers++;
            if (_isTicking)
                return;
            _isTicking = true;
        }

        _ = Task.Run(TickAsync);
    }

    public void Leave()
    {
        lock (_lock)
            _watchers--;
    }

    /// <summary>The newest tick with one queue only; null: there was none yet.</summary>
    public ReadOnlyMemory<byte>? Only(string queue)
    {
        if (Volatile.Read(ref _newest) is not { } tick)
            return null;
        return Write(tick.At, [.. tick.Queues.Where(view => view.Name == queue)]);
    }

    private async Task TickAsync()
    {
        while (IsWatched())
        {
            try
            {
                await ShowAsync();
            }
            catch (Exception fault)
            {
                TickFailed(log, fault);
            }

            await Task.Delay(Interval, clock);
        }
    }

    private bool IsWatched()
    {
        lock (_lock)
            return _isTicking = _watchers > 0;
    }

    // Without an answer there is no tick, and another second goes by.
    private async Task ShowAsync()
    {
        if (await gateway.AskAsync(ListQueues.Instance) is not QueueList list)
            return;
        var tick = new Tick(clock.GetUtcNow(), Busiest(list.Queues));
        Volatile.Write(ref _newest, tick);
        hub.Show(HubEvent.Announce(EventNames.Tick, null, Write(tick.At, tick.Queues)));
    }

    private static IReadOnlyList<QueueView> Busiest(IReadOnlyList<QueueView> queues) => queues.Count <= QueuesMax
        ? queues
        : [.. queues.OrderByDescending(queue => queue.Counts.Processing + queue.Counts.Pending + queue.Rates.Enqueued).Take(QueuesMax)];

    private static byte[] Write(DateTimeOffset at, IReadOnlyList<QueueView> queues) => EventJson.Write(EventNames.Tick, json =>
    {
        json.WriteTime("at"u8, at);
        json.WriteStartArray("queues"u8);
        foreach (var queue in queues)
            Write(json, queue);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, QueueView queue)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, queue.Name);
        json.WriteString("health"u8, QueueJson.Name(queue.Health));
        json.WriteStartObject("counts"u8);
        QueueJson.WriteCounts(json, queue.Counts);
        json.WriteEndObject();
        json.WriteNumber("concurrency"u8, queue.Concurrency);
        json.WriteBoolean("paused"u8, queue.Flow.Mode == QueueMode.Paused);
        json.WriteBoolean("draining"u8, queue.Flow.Mode == QueueMode.Draining);
        json.WriteMilliseconds("oldestWaitingMs"u8, queue.OldestWaiting);
        json.WriteNumber("enqueuedPerSecond"u8, queue.Rates.Enqueued);
        json.WriteNumber("completedPerSecond"u8, queue.Rates.Completed);
        json.WriteNumber("failedPerSecond"u8, queue.Rates.Failed);
        json.WriteEndObject();
    }

    [LoggerMessage(3200, LogLevel.Error, "No stats.tick this time: the queues could not be asked.")]
    private static partial void TickFailed(ILogger log, Exception fault);

    private sealed record Tick(DateTimeOffset At, IReadOnlyList<QueueView> Queues);
}
