using Jobs.Core;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>The events of leases, to bytes and back.</summary>
internal static class LeaseEventCodec
{
    public static Wire.JobLeased ToWire(JobLeased e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        var (tokenHigh, tokenLow) = e.Token.Bits;
        return new Wire.JobLeased
        {
            IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks,
            Start = (ulong)e.Start, Attempt = (uint)e.Attempt, Slot = (uint)e.Slot, Worker = e.Worker,
            TokenHigh = tokenHigh, TokenLow = tokenLow, Length = e.Length.Ticks, Until = e.Until.UtcTicks,
        };
    }

    public static Wire.LeaseExtended ToWire(LeaseExtended e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.LeaseExtended { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Length = e.Length.Ticks, Until = e.Until.UtcTicks, ByWorker = e.ByWorker };
    }

    public static Wire.LateAnswerRefused ToWire(LateAnswerRefused e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        var (tokenHigh, tokenLow) = e.Token.Bits;
        return new Wire.LateAnswerRefused { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, TokenHigh = tokenHigh, TokenLow = tokenLow, Answer = (uint)e.Answer };
    }

    public static JobLeased ToEvent(Wire.JobLeased e) => new(
        ToId(e.IdHigh, e.IdLow, e.IdText),
        (long)e.Start,
        (int)e.Attempt,
        (int)e.Slot,
        e.Worker,
        new LeaseToken(e.TokenHigh, e.TokenLow),
        new TimeSpan(e.Length),
        ToTime(e.Until),
        ToTime(e.At));

    public static LeaseExtended ToEvent(Wire.LeaseExtended e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), new TimeSpan(e.Length), ToTime(e.Until), e.ByWorker, ToTime(e.At));

    public static LateAnswerRefused ToEvent(Wire.LateAnswerRefused e) =>
        new(ToId(e.IdHigh, e.IdLow, e.IdText), new LeaseToken(e.TokenHigh, e.TokenLow), ToKnown<LeaseAnswer>(e.Answer), ToTime(e.At));
}
