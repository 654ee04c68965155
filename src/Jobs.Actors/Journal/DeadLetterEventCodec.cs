using System.Diagnostics;
using System.Runtime.Serialization;
using Jobs.Core;
using Jobs.DeadLetters;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>Events of the dead letters as bytes and back.</summary>
internal static class DeadLetterEventCodec
{
    public static Wire.DeadLetterEvent ToWire(DeadLetterEvent e) => e switch
    {
        LetterBuried buried => new Wire.DeadLetterEvent { Buried = ToWire(buried) },
        ReplayStarted replay => new Wire.DeadLetterEvent { ReplayStarted = ToWire(replay) },
        LetterDeleted deleted => new Wire.DeadLetterEvent { Deleted = ToWire(deleted) },
        ReturnsTaken taken => new Wire.DeadLetterEvent { ReturnsTaken = new Wire.ReturnsTaken { At = taken.At.UtcTicks, UpTo = (ulong)taken.UpTo } },
        _ => throw new UnreachableException($"No wire form for {e.GetType().Name}"),
    };

    public static IEnumerable<DeadLetterEvent> Read(DeadLetterCommit commit)
    {
        using var input = new EventEntries(commit.Events);
        while (input.TryRead(out Wire.DeadLetterEvent wire))
            yield return ToEvent(wire);
    }

    private static DeadLetterEvent ToEvent(Wire.DeadLetterEvent wire) => wire.EventCase switch
    {
        Wire.DeadLetterEvent.EventOneofCase.Buried => ToEvent(wire.Buried),
        Wire.DeadLetterEvent.EventOneofCase.ReplayStarted => ToEvent(wire.ReplayStarted),
        Wire.DeadLetterEvent.EventOneofCase.Deleted => ToEvent(wire.Deleted),
        Wire.DeadLetterEvent.EventOneofCase.ReturnsTaken => new ReturnsTaken((long)wire.ReturnsTaken.UpTo, ToTime(wire.ReturnsTaken.At)),
        _ => throw new SerializationException("The journal holds an event that this version does not know; it was written by a newer one."),
    };

    public static Wire.LetterBuried ToWire(LetterBuried e)
    {
        var (high, low, text) = WireValues.ToWire(e.Letter.Id);
        return new Wire.LetterBuried
        {
            IdHigh = high,
            IdLow = low,
            IdText = text,
            At = e.At.UtcTicks,
            Number = (ulong)e.Number,
            Type = e.Letter.Type,
            Payload = WireValues.ToWire(e.Letter.Payload),
            Priority = (uint)e.Letter.Priority,
            Attempts = (uint)e.Letter.Attempts,
            Error = WireValues.ToWire(e.Letter.Error),
            Reason = (uint)e.Letter.Reason,
            CreatedAt = e.Letter.CreatedAt.UtcTicks,
            DiedAt = e.Letter.DiedAt.UtcTicks,
            Replays = (uint)e.Letter.Replays,
        };
    }

    private static Wire.ReplayStarted ToWire(ReplayStarted e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.ReplayStarted
        {
            IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Number = (ulong)e.Number, Payload = WireValues.ToWire(e.Payload), Cause = WireValues.ToWire(e.Cause),
        };
    }

    private static Wire.LetterDeleted ToWire(LetterDeleted e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.LetterDeleted { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Number = (ulong)e.Number, Cause = WireValues.ToWire(e.Cause) };
    }

    public static LetterBuried ToEvent(Wire.LetterBuried e) => new(
        (long)e.Number,
        new Letter(
            ToId(e.IdHigh, e.IdLow, e.IdText),
            e.Type,
            ToPayload(e.Payload) ?? JobPayload.Null,
            (int)e.Priority,
            (int)e.Attempts,
            ToError(e.Error),
            ToKnown<DeathReason>(e.Reason),
            ToTime(e.CreatedAt),
            ToTime(e.DiedAt),
            (int)e.Replays),
        ToTime(e.At));

    private static ReplayStarted ToEvent(Wire.ReplayStarted e) =>
        new(ToId(e.IdHigh, e.IdLow, e.IdText), (long)e.Number, ToPayload(e.Payload), ToCause(e.Cause), ToTime(e.At));

    private static LetterDeleted ToEvent(Wire.LetterDeleted e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), (long)e.Number, ToCause(e.Cause), ToTime(e.At));
}
