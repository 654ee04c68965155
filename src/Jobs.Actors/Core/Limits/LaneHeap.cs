namespace Jobs.Core.Limits;

/// <summary>Lanes by rank, the best first: those that may be looked at next, or those that wait at one gate. A lane that leaves out of turn leaves a stale entry, which is skipped, and swept when half of all entries are.</summary>
internal sealed class LaneHeap
{
    private const int StaleMin = 64;

    private readonly PriorityQueue<(Lane Lane, int Ticket), long> _heap = new();

    public int Count { get; private set; }

    /// <summary>Null when it is empty.</summary>
    public Lane? Best
    {
        get
        {
            while (_heap.TryPeek(out var entry, out _))
            {
                if (entry.Lane.Ticket == entry.Ticket)
                    return entry.Lane;
                _heap.Dequeue();
            }

            return null;
        }
    }

    /// <summary>Puts the lane here at this rank, wherever it was.</summary>
    public void Put(Lane lane, long rank)
    {
        if (lane.Place == this && Best == lane)
        {
            _heap.DequeueEnqueue((lane, ++lane.Ticket), rank);
            return;
        }

        lane.Place?.Remove(lane);
        lane.Place = this;
        _heap.Enqueue((lane, ++lane.Ticket), rank);
        Count++;
    }

    public void Remove(Lane lane)
    {
        var isFirst = Best == lane;
        lane.Place = null;
        lane.Ticket++;
        Count--;
        if (isFirst)
        {
            _heap.Dequeue();
        }
        else if (_heap.Count - Count > Math.Max(StaleMin, Count))
        {
            var kept = _heap.UnorderedItems.Where(item => item.Element.Lane.Ticket == item.Element.Ticket).ToList();
            _heap.Clear();
            _heap.EnqueueRange(kept);
        }
    }
}
