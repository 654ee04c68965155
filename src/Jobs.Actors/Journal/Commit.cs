using System.Buffers;
using Google.Protobuf;

namespace Jobs.Journal;

/// <summary>What every row of the journal begins with.</summary>
/// <param name="Incarnation">The host process that wrote it.</param>
/// <param name="PreviousConfirmedAt">When its writer learned that the commit before was durable; null for its first.</param>
internal sealed record CommitHeader(Guid Incarnation, DateTimeOffset DecidedAt, DateTimeOffset? PreviousConfirmedAt)
{
    public const uint Format = 1;
}

/// <summary>
/// One row of the journal: a header and the encoded events that were decided while the row before was being written. The events stay bytes until somebody reads them, so that the same
/// object serves every journal.
/// </summary>
internal abstract record Commit(CommitHeader Header, ReadOnlyMemory<byte> Events);

internal sealed record QueueCommit(CommitHeader Header, ReadOnlyMemory<byte> Events) : Commit(Header, Events);

internal sealed record DeadLetterCommit(CommitHeader Header, ReadOnlyMemory<byte> Events) : Commit(Header, Events);

/// <summary>
/// Gathers encoded events. A repeated field is its entries one after the other, so a commit is its header followed by what is gathered here.
/// </summary>
internal sealed class EventBuffer
{
    /// <summary><c>repeated … events = 2</c>, length-delimited.</summary>
    public const int EventField = 2;
    public const byte EventTag = (EventField << 3) | 2;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public int Count { get; private set; }

    public int Bytes => _bytes.WrittenCount;

    public void Add(IMessage message)
    {
        var size = message.CalculateSize();
        var head = GetSpan(size + 6);
        head[0] = EventTag;
        var length = 1 + WriteVarint(head[1..], (uint)size);
        message.WriteTo(head.Slice(length, size));
        Advance(length + size);
    }

    /// <summary>Room for an entry that its writer fills itself; <see cref="Advance"/> says how much it took.</summary>
    public Span<byte> GetSpan(int sizeMax) => _bytes.GetSpan(sizeMax);

    public void Advance(int written)
    {
        _bytes.Advance(written);
        Count++;
    }

    /// <summary>Hands a copy of the bytes over; the buffer is empty afterwards, and keeps its room.</summary>
    /// <param name="roomBefore">Bytes left free before them, see <see cref="CommitCodec.RoomFor"/>.</param>
    public ReadOnlyMemory<byte> Take(int roomBefore = 0)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(roomBefore + _bytes.WrittenCount);
        _bytes.WrittenSpan.CopyTo(bytes.AsSpan(roomBefore));
        _bytes.ResetWrittenCount();
        Count = 0;
        return bytes.AsMemory(roomBefore);
    }

    private static int WriteVarint(Span<byte> to, uint value)
    {
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            to[length++] = (byte)(value | 0x80);
        to[length++] = (byte)value;
        return length;
    }
}
