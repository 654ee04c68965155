using System.Runtime.Serialization;
using Google.Protobuf;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>A commit as bytes and back: its header as field 1, then its events as they were gathered.</summary>
internal static class CommitCodec
{
    /// <summary>Field 1, length-delimited.</summary>
    private const byte HeaderTag = (1 << 3) | 2;

    public static byte[] Write(Commit commit)
    {
        var (high, low, _) = ToWire(commit.Header.Incarnation);
        var header = new Wire.CommitHeader
        {
            Format = CommitHeader.Format,
            IncarnationHigh = high,
            IncarnationLow = low,
            DecidedAt = commit.Header.DecidedAt.UtcTicks,
            PreviousConfirmedAt = commit.Header.PreviousConfirmedAt?.UtcTicks ?? 0,
        };
        var size = header.CalculateSize(); // below 128, so that its length is one byte
        var bytes = GC.AllocateUninitializedArray<byte>(2 + size + commit.Events.Length);
        bytes[0] = HeaderTag;
        bytes[1] = (byte)size;
        header.WriteTo(bytes.AsSpan(2, size));
        commit.Events.Span.CopyTo(bytes.AsSpan(2 + size));
        return bytes;
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
