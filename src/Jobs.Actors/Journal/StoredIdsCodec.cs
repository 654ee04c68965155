using Google.Protobuf;
using Google.Protobuf.Collections;
using Jobs.Core;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>Remembered ids, many in one row of the index, and back.</summary>
internal static class StoredIdsCodec
{
    public static byte[] Write(IEnumerable<(JobId Id, EndedIds.Ended Fact, long AtTicks)> ended, IEnumerable<(JobId Id, MergedIds.Merged Fact, long AtTicks)> merged)
    {
        var wire = new Wire.StoredIdsRow { Ended = new Wire.StoredIds(), Merged = new Wire.StoredIds() };
        var last = 0L;
        foreach (var (id, fact, atTicks) in ended)
        {
            Put(wire.Ended, id, fact.Fingerprint, atTicks, ref last);
            wire.Ended.Ended.Add((uint)fact.Status);
        }

        last = 0;
        foreach (var (id, fact, atTicks) in merged)
        {
            Put(wire.Merged, id, fact.Fingerprint, atTicks, ref last);
            var (high, low, text) = ToWire(fact.Into);
            wire.Merged.IntoHigh.Add(high);
            wire.Merged.IntoLow.Add(low);
            if (text.Length > 0)
                wire.Merged.IntoText.Add(text);
        }

        return wire.ToByteArray();
    }

    public static (List<(JobId Id, EndedIds.Ended Fact, long AtTicks)> Ended, List<(JobId Id, MergedIds.Merged Fact, long AtTicks)> Merged) Read(ReadOnlyMemory<byte> bytes)
    {
        var wire = Wire.StoredIdsRow.Parser.ParseFrom(bytes.Span);
        return (
            [.. Read(wire.Ended, (i, fingerprint) => new EndedIds.Ended(fingerprint, (JobStatus)wire.Ended.Ended[i]))],
            [.. Read(wire.Merged, (fingerprint, into) => new MergedIds.Merged(into, fingerprint))]);
    }

    private static void Put(Wire.StoredIds wire, JobId id, ulong fingerprint, long atTicks, ref long last)
    {
        var (high, low, text) = ToWire(id);
        wire.IdHigh.Add(high);
        wire.IdLow.Add(low);
        if (text.Length > 0)
            wire.IdText.Add(text);
        wire.After.Add((ulong)(atTicks - last));
        wire.Fingerprint.Add(fingerprint);
        last = atTicks;
    }

    private static IEnumerable<(JobId Id, TFact Fact, long AtTicks)> Read<TFact>(Wire.StoredIds wire, Func<int, ulong, TFact> fact)
    {
        var at = 0L;
        var text = 0;
        for (var i = 0; i < wire.IdHigh.Count; i++)
        {
            at += (long)wire.After[i];
            yield return (Id(wire.IdHigh[i], wire.IdLow[i], wire.IdText, ref text), fact(i, wire.Fingerprint[i]), at);
        }
    }

    private static IEnumerable<(JobId Id, MergedIds.Merged Fact, long AtTicks)> Read(Wire.StoredIds wire, Func<ulong, JobId, MergedIds.Merged> fact)
    {
        var text = 0;
        return Read(wire, (i, fingerprint) => fact(fingerprint, Id(wire.IntoHigh[i], wire.IntoLow[i], wire.IntoText, ref text)));
    }

    private static JobId Id(ulong high, ulong low, RepeatedField<string> texts, ref int text) => ToId(high, low, (high | low) == 0 ? texts[text++] : "");
}
