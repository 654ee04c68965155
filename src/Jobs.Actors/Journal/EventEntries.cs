using System.Runtime.InteropServices;
using System.Runtime.Serialization;
using Google.Protobuf;

namespace Jobs.Journal;

/// <summary>Reads the entries of <see cref="EventBuffer"/> one after the other.</summary>
internal sealed class EventEntries : IDisposable
{
    private readonly CodedInputStream _input;

    public EventEntries(ReadOnlyMemory<byte> events)
    {
        var segment = MemoryMarshal.TryGetArray(events, out var array) ? array : new ArraySegment<byte>(events.ToArray());
        _input = new CodedInputStream(segment.Array ?? [], segment.Offset, segment.Count);
    }

    public bool TryRead<T>(out T message)
        where T : IMessage<T>, new()
    {
        message = new T();
        var tag = _input.ReadTag();
        if (tag == 0)
            return false;
        if (tag != EventBuffer.EventTag)
            throw new SerializationException($"A commit has field {tag >> 3}, which this version does not know; it was written by a newer one.");
        _input.ReadMessage(message);
        return true;
    }

    public void Dispose() => _input.Dispose();
}
