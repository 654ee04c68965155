using System.Runtime.Serialization;
using Google.Protobuf;
using Jobs.DeadLetters;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>What the index holds of dead letters, as bytes and back.</summary>
internal static class DeadLetterFactsCodec
{
    public const uint Format = 1;

    public static byte[] Write(DeadLetterFacts facts) => new Wire.DeadFacts
    {
        Format = Format,
        LastAt = facts.LastAt.UtcTicks,
        LastDeath = (ulong)facts.LastDeath,
        LastReturn = (ulong)facts.LastReturn,
        LastReturnTaken = (ulong)facts.LastReturnTaken,
        ReturnsOwed = { facts.ReturnsOwed.Select(ToWire) },
        Letters = (ulong)facts.Letters,
    }.ToByteArray();

    public static DeadLetterFacts Read(ReadOnlyMemory<byte> bytes)
    {
        var wire = Wire.DeadFacts.Parser.ParseFrom(bytes.Span);
        if (wire.Format != Format)
            throw new SerializationException($"The index holds facts of format {wire.Format}; this version reads {Format}.");
        return new DeadLetterFacts(
            ToTime(wire.LastAt), (long)wire.LastDeath, (long)wire.LastReturn, (long)wire.LastReturnTaken, [.. wire.ReturnsOwed.Select(ToReturn)], (long)wire.Letters);
    }

    public static byte[] Write(CapturedLetter letter) => new Wire.StoredLetter
    {
        Letter = DeadLetterEventCodec.ToWire(new LetterBuried(letter.Number, letter.Letter, letter.Letter.DiedAt)),
        Returns = (ulong)letter.Returns,
    }.ToByteArray();

    public static CapturedLetter ReadLetter(ReadOnlyMemory<byte> bytes)
    {
        var wire = Wire.StoredLetter.Parser.ParseFrom(bytes.Span);
        var buried = DeadLetterEventCodec.ToEvent(wire.Letter);
        return new CapturedLetter(buried.Number, buried.Letter, (long)wire.Returns);
    }

    private static Wire.StoredReturn ToWire(LetterReturn owed)
    {
        var (high, low, text) = WireValues.ToWire(owed.Id);
        return new Wire.StoredReturn
        {
            Number = (ulong)owed.Number,
            IdHigh = high,
            IdLow = low,
            IdText = text,
            Deleted = owed.Deleted,
            Payload = WireValues.ToWire(owed.Payload),
            Cause = WireValues.ToWire(owed.Cause),
        };
    }

    private static LetterReturn ToReturn(Wire.StoredReturn wire) =>
        new((long)wire.Number, ToId(wire.IdHigh, wire.IdLow, wire.IdText), wire.Deleted, ToPayload(wire.Payload), ToCause(wire.Cause));
}
