namespace Akka.Actor.Internal;

/// <summary>A binary heap by due time whose entries know their place, so that one can be taken out of the middle.</summary>
internal sealed class WorkHeap
{
    private const int InitialCapacity = 64;

    private ScheduledWork[] _items = new ScheduledWork[InitialCapacity];

    public int Count { get; private set; }

    public ScheduledWork Earliest => _items[0];

    public void Add(ScheduledWork work)
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        Place(work, Count++);
        Rise(work);
    }

    public void Remove(ScheduledWork work)
    {
        var hole = work.HeapIndex;
        work.HeapIndex = ScheduledWork.NotInHeap;
        var last = _items[--Count];
        _items[Count] = null!;
        if (ReferenceEquals(last, work))
            return;
        Place(last, hole);
        Rise(last);
        Sink(last);
    }

    private void Rise(ScheduledWork work)
    {
        while (work.HeapIndex > 0)
        {
            var parent = _items[(work.HeapIndex - 1) / 2];
            if (!Precedes(work, parent))
                return;
            Swap(work, parent);
        }
    }

    private void Sink(ScheduledWork work)
    {
        while (true)
        {
            var left = (2 * work.HeapIndex) + 1;
            if (left >= Count)
                return;
            var child = left + 1 < Count && Precedes(_items[left + 1], _items[left]) ? _items[left + 1] : _items[left];
            if (!Precedes(child, work))
                return;
            Swap(child, work);
        }
    }

    private void Swap(ScheduledWork a, ScheduledWork b)
    {
        var (placeOfA, placeOfB) = (a.HeapIndex, b.HeapIndex);
        Place(a, placeOfB);
        Place(b, placeOfA);
    }

    private void Place(ScheduledWork work, int index)
    {
        _items[index] = work;
        work.HeapIndex = index;
    }

    private static bool Precedes(ScheduledWork a, ScheduledWork b) => a.DueTicks != b.DueTicks ? a.DueTicks < b.DueTicks : a.Order < b.Order;
}
