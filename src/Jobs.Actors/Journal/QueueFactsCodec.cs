using System.Runtime.Serialization;
using Google.Protobuf;
using Jobs.Core.Capture;
using Jobs.DeadLetters;
using Jobs.Messages;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>What a queue knows as a whole, as bytes and back.</summary>
internal static class QueueFactsCodec
{
    public const uint Format = 1;

    public static byte[] Write(QueueFacts facts)
    {
        var (high, low, _) = WireValues.ToWire(facts.Incarnation);
        var wire = new Wire.QueueFacts
        {
            Format = Format,
            LastAt = facts.LastAt.UtcTicks,
            IncarnationHigh = high,
            IncarnationLow = low,
            Host = facts.Host,
            Flow = ToWire(facts.Flow),
            Changes = (ulong)facts.Changes,
            Starts = (ulong)facts.Starts,
            Accepted = (ulong)facts.Accepted,
            Completed = (ulong)facts.Completed,
            Cancelled = (ulong)facts.Cancelled,
            LastDeath = (ulong)facts.LastDeath,
            LastDeathTaken = (ulong)facts.LastDeathTaken,
            LastReturn = (ulong)facts.LastReturn,
            LiveRate = WireValues.ToWire(facts.LiveRate),
            Unfinished = (ulong)facts.Unfinished,
        };
        if (facts.LiveConcurrency is { } concurrency)
            wire.LiveConcurrency = (uint)concurrency;
        wire.DeathsOwed.AddRange(facts.DeathsOwed.Select(death => DeadLetterEventCodec.ToWire(new LetterBuried(death.Number, death.Letter, death.Letter.DiedAt))));
        wire.StartsCounted.AddRange(facts.Counted.Select(ToWire));
        foreach (var (successor, predecessor) in facts.Successors)
        {
            wire.Successors.Add((ulong)successor);
            wire.Predecessors.Add((ulong)predecessor);
        }

        return wire.ToByteArray();
    }

    public static QueueFacts Read(ReadOnlyMemory<byte> bytes)
    {
        var wire = Wire.QueueFacts.Parser.ParseFrom(bytes.Span);
        if (wire.Format != Format)
            throw new SerializationException($"The index holds facts of format {wire.Format}; this version reads {Format}.");
        return new QueueFacts(
            ToTime(wire.LastAt),
            ToGuid(wire.IncarnationHigh, wire.IncarnationLow),
            wire.Host,
            ToFlow(wire.Flow),
            (long)wire.Changes,
            (long)wire.Starts,
            (long)wire.Accepted,
            (long)wire.Completed,
            (long)wire.Cancelled,
            (long)wire.LastDeath,
            (long)wire.LastDeathTaken,
            (long)wire.LastReturn,
            [.. wire.DeathsOwed.Select(death => new NumberedLetter((long)death.Number, DeadLetterEventCodec.ToEvent(death).Letter))],
            wire.HasLiveConcurrency ? (int)wire.LiveConcurrency : null,
            ToLiveRate(wire.LiveRate),
            [.. wire.StartsCounted.Select(ToCounted)],
            [.. wire.Successors.Zip(wire.Predecessors, (successor, predecessor) => ((long)successor, (long)predecessor))],
            (long)wire.Unfinished);
    }

    private static Wire.StoredFlow ToWire(QueueFlow flow)
    {
        var wire = new Wire.StoredFlow { Mode = (uint)flow.Mode, By = flow.By, Until = flow.Until?.UtcTicks ?? 0, Since = flow.Since?.UtcTicks ?? 0 };
        if (flow.Reason is not null)
            wire.Reason = flow.Reason;
        return wire;
    }

    private static QueueFlow ToFlow(Wire.StoredFlow wire) => new(
        ToKnown<QueueMode>(wire.Mode),
        wire.HasReason ? wire.Reason : null,
        wire.Until == 0 ? null : ToTime(wire.Until),
        By: wire.By,
        Since: wire.Since == 0 ? null : ToTime(wire.Since));

    private static Wire.StoredStarts ToWire(CountedStarts counted) => new()
    {
        Scope = (uint)counted.Scope,
        Name = counted.Name,
        LeftAt = { counted.LeftAt },
        Writing = (uint)counted.Writing,
        InDoubt = (uint)counted.InDoubt,
    };

    private static CountedStarts ToCounted(Wire.StoredStarts wire) => new(ToKnown<RateScope>(wire.Scope), wire.Name, wire.LeftAt, (int)wire.Writing, (int)wire.InDoubt);
}
