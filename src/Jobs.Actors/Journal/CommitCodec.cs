using System.Runtime.InteropServices;
using System.Runtime.Serialization;
using Google.Protobuf;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>A commit as bytes and back: its header as field 1, then its events as they were gathered.</summary>
internal static class CommitCodec
{
    /// <summary>Field 1, length-delimited.</summary>
    private const byte HeaderTag = (1 << 3) | 2;

    /// <summary>Tag and length of the header; it is below 128 bytes, so that its length is one.</summary>
    private const int HeadBytes = 2;

    /// <summary>How many bytes stand before the events. Events that have so much room before them are not copied.</summary>
    public static int RoomFor(CommitHeader header) => HeadBytes + ToWire(header).CalculateSize();

    public static byte[] Write(Commit commit)
    {
        var header = ToWire(commit.Header);
        var size = header.CalculateSize();
        var row = RowAround(commit.Events, HeadBytes + size) ?? Copy(commit.Events, HeadBytes + size);
        row[0] = HeaderTag;
        row[1] = (byte)size;
        header.WriteTo(row.AsSpan(HeadBytes, size));
        return row;
    }

    public static QueueCommit ReadQueue(byte[] bytes)
    {
        var (header, events) = Read(bytes);
        return new QueueCommit(header, events);
    }

    public static DeadLetterCommit ReadDeadLetters(byte[] bytes)
    {
        var (header, events) = Read(bytes);
        return new DeadLetterCommit(header, events);
    }

    private static Wire.CommitHeader ToWire(CommitHeader header)
    {
        var (high, low, _) = WireValues.ToWire(header.Incarnation);
        return new Wire.CommitHeader
        {
            Format = CommitHeader.Format,
            IncarnationHigh = high,
            IncarnationLow = low,
            DecidedAt = header.DecidedAt.UtcTicks,
            PreviousConfirmedAt = header.PreviousConfirmedAt?.UtcTicks ?? 0,
        };
    }

    /// <summary>The array that is the events and just the room before them; null: they stand elsewhere.</summary>
    private static byte[]? RowAround(ReadOnlyMemory<byte> events, int room) =>
        MemoryMarshal.TryGetArray(events, out var part) && part.Offset == room && part.Array!.Length == room + part.Count ? part.Array : null;

    private static byte[] Copy(ReadOnlyMemory<byte> events, int room)
    {
        var row = GC.AllocateUninitializedArray<byte>(room + events.Length);
        events.Span.CopyTo(row.AsSpan(room));
        return row;
    }

    private static (CommitHeader Header, ReadOnlyMemory<byte> Events) Read(byte[] bytes)
    {
        if (bytes.Length < 2 || bytes[0] != HeaderTag || bytes[1] >= 0x80 || bytes.Length < 2 + bytes[1])
            throw new SerializationException("A row of the journal is no commit: its header is damaged.");
        var size = bytes[1];
        var header = Wire.CommitHeader.Parser.ParseFrom(bytes, 2, size);
        if (header.Format != CommitHeader.Format)
            throw new SerializationException($"A commit has format {header.Format}; this version reads {CommitHeader.Format}.");
        return (
            new CommitHeader(
                ToGuid(header.IncarnationHigh, header.IncarnationLow),
                ToTime(header.DecidedAt),
                header.PreviousConfirmedAt == 0 ? null : ToTime(header.PreviousConfirmedAt)),
            bytes.AsMemory(2 + size));
    }
}
