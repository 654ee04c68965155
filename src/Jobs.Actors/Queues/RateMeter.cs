using Jobs.Messages;

namespace Jobs.Queues;

/// <summary>Counts of the last ten whole seconds, without a timer: old seconds are cleared when they are met again.</summary>
internal sealed class RateMeter
{
    private const int SecondsKept = 10;
    private const int Slots = SecondsKept + 1;

    private readonly (long Second, int Enqueued, int Completed, int Failed)[] _slots = new (long, int, int, int)[Slots];

    public void CountEnqueued(DateTimeOffset at) => Slot(at).Enqueued++;

    public void CountCompleted(DateTimeOffset at) => Slot(at).Completed++;

    public void CountFailed(DateTimeOffset at) => Slot(at).Failed++;

    public QueueRates Rates(DateTimeOffset now)
    {
        var second = now.ToUnixTimeSeconds();
        var (enqueued, completed, failed) = (0L, 0L, 0L);
        foreach (var slot in _slots)
        {
            if (slot.Second >= second || slot.Second < second - SecondsKept)
                continue;
            enqueued += slot.Enqueued;
            completed += slot.Completed;
            failed += slot.Failed;
        }

        return new QueueRates((double)enqueued / SecondsKept, (double)completed / SecondsKept, (double)failed / SecondsKept);
    }

    private ref (long Second, int Enqueued, int Completed, int Failed) Slot(DateTimeOffset at)
    {
        var second = at.ToUnixTimeSeconds();
        ref var slot = ref _slots[second % Slots];
        if (slot.Second != second)
            slot = (second, 0, 0, 0);
        return ref slot;
    }
}
