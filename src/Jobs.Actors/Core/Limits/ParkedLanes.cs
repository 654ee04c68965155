namespace Jobs.Core.Limits;

/// <summary>The lanes that wait at a gate. When it has room the best one is woken; once that has used the room, or turns out not to need it, the next.</summary>
/// <param name="open">Where they start from: the lanes of one crew, or of suspects.</param>
internal sealed class ParkedLanes(Gate gate, LaneHeap open)
{
    public Gate Gate { get; } = gate;

    public LaneHeap Open { get; } = open;

    /// <summary>Others that wait at the same gate.</summary>
    public ParkedLanes? Next { get; init; }

    public LaneHeap Lanes { get; } = new();

    /// <summary>The lane that the gate's room was offered to last, and that has not been looked at since. No lane that is parked here ranks before it, or the gate is to be looked at again.</summary>
    public Lane? Woken { get; set; }
}
