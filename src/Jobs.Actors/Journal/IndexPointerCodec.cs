using Google.Protobuf;
using Jobs.Checkpoints;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>A pointer as bytes and back.</summary>
internal static class IndexPointerCodec
{
    public static byte[] Write(IndexPointer pointer) => new Wire.IndexPointer
    {
        DeletedTo = (ulong)pointer.DeletedTo,
        MarkNumbers = { pointer.Marks.Select(mark => (ulong)mark.SequenceNr) },
        MarkTimes = { pointer.Marks.Select(mark => mark.At.UtcTicks) },
    }.ToByteArray();

    public static IndexPointer Read(byte[] bytes)
    {
        var wire = Wire.IndexPointer.Parser.ParseFrom(bytes);
        return new IndexPointer([.. wire.MarkNumbers.Zip(wire.MarkTimes, (number, at) => new JournalMark((long)number, ToTime(at)))], (long)wire.DeletedTo);
    }
}
