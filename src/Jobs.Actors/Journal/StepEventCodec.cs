using Jobs.Core;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>The event of a step that is done once, to bytes and back.</summary>
internal static class StepEventCodec
{
    public static Wire.StepStored ToWire(StepStored e)
    {
        var (high, low, text) = WireValues.ToWire(e.Id);
        return new Wire.StepStored { IdHigh = high, IdLow = low, IdText = text, At = e.At.UtcTicks, Start = (ulong)e.Start, Key = e.Key, Result = WireValues.ToWire(e.Result) };
    }

    public static StepStored ToEvent(Wire.StepStored e) => new(ToId(e.IdHigh, e.IdLow, e.IdText), (long)e.Start, e.Key, ToPayload(e.Result), ToTime(e.At));
}
