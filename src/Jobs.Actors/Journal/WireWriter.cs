using System.Buffers.Binary;
using System.Text;
using Jobs.Core;

namespace Jobs.Journal;

/// <summary>
/// Writes protobuf fields into a span, for what there is of each job: three events and a row of the index; all else goes through the generated classes. Writes the same bytes as those do: fields in
/// ascending order, defaults left out.
/// </summary>
internal ref struct WireWriter(Span<byte> to)
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Length = 2;

    private readonly Span<byte> _to = to;

    public int Position { get; private set; }

    /// <summary>Bytes that <paramref name="value"/> takes as a varint.</summary>
    public static int Size(ulong value) => value == 0 ? 1 : (70 - System.Numerics.BitOperations.LeadingZeroCount(value)) / 7;

    /// <summary>Bytes that a field of a small number takes, whose content has so many; none when it is empty.</summary>
    public static int FieldSize(int length) => length == 0 ? 0 : 1 + Size((ulong)length) + length;

    public static int FieldSize(string text) => text.Length == 0 ? 0 : FieldSize(Encoding.UTF8.GetByteCount(text));

    /// <summary>Its three fields are the first of every message about a job.</summary>
    public void PutId(JobId id)
    {
        var (high, low, text) = WireValues.ToWire(id);
        PutFixed64(Wire.StoredJob.IdHighFieldNumber, high);
        PutFixed64(Wire.StoredJob.IdLowFieldNumber, low);
        PutText(Wire.StoredJob.IdTextFieldNumber, text);
    }

    public void PutCause(int field, Cause cause)
    {
        if (cause == Cause.Queue)
            return;
        PutLength(field, FieldSize(cause.By) + FieldSize(cause.TraceParent));
        PutText(Wire.Cause.ByFieldNumber, cause.By);
        PutText(Wire.Cause.TraceParentFieldNumber, cause.TraceParent);
    }

    public void PutFixed64(int field, ulong value)
    {
        if (value == 0)
            return;
        PutTag(field, Fixed64);
        BinaryPrimitives.WriteUInt64LittleEndian(_to[Position..], value);
        Position += sizeof(ulong);
    }

    public void PutTime(int field, DateTimeOffset? at) => PutFixed64(field, (ulong)(at?.UtcTicks ?? 0));

    public void PutVarint(int field, ulong value)
    {
        if (value == 0)
            return;
        PutTag(field, Varint);
        PutVarint(value);
    }

    /// <summary>A signed number, small in bytes when near 0 on either side.</summary>
    public void PutZigZag(int field, long value) => PutVarint(field, (ulong)((value << 1) ^ (value >> 63)));

    public void PutText(int field, string text)
    {
        if (text.Length == 0)
            return;
        PutTag(field, Length);
        PutVarint((ulong)Encoding.UTF8.GetByteCount(text));
        Position += Encoding.UTF8.GetBytes(text, _to[Position..]);
    }

    public void PutBytes(int field, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return;
        PutLength(field, bytes.Length);
        bytes.CopyTo(_to[Position..]);
        Position += bytes.Length;
    }

    /// <summary>The head of a nested message whose fields follow.</summary>
    public void PutLength(int field, int length)
    {
        PutTag(field, Length);
        PutVarint((ulong)length);
    }

    private void PutTag(int field, int wireType) => PutVarint((ulong)((field << 3) | wireType));

    private void PutVarint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _to[Position++] = (byte)(value | 0x80);
        _to[Position++] = (byte)value;
    }
}
