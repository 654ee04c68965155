using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Jobs.Events;

/// <summary>Where a listener is in the events of one process, as an opaque text.</summary>
internal static class EventId
{
    /// <summary>Longest text that is looked at.</summary>
    public const int LengthMax = 64;

    private const int Bytes = sizeof(ulong) + sizeof(long);

    public static string Encode(ulong epoch, long offset)
    {
        Span<byte> id = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt64BigEndian(id, epoch);
        BinaryPrimitives.WriteInt64BigEndian(id[sizeof(ulong)..], offset);
        return Base64Url.EncodeToString(id);
    }

    /// <returns>Null: it is none of this epoch's.</returns>
    public static long? Decode(ulong epoch, string text)
    {
        Span<byte> id = stackalloc byte[Bytes];
        var isOurs = text.Length <= LengthMax && Base64Url.DecodeFromChars(text, id, out _, out var written) == OperationStatus.Done
            && written == Bytes && BinaryPrimitives.ReadUInt64BigEndian(id) == epoch;
        return isOurs ? BinaryPrimitives.ReadInt64BigEndian(id[sizeof(ulong)..]) : null;
    }
}
