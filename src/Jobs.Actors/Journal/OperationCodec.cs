using System.Diagnostics;
using System.Runtime.Serialization;
using Google.Protobuf;
using Jobs.Messages;
using Jobs.Operations;
using static Jobs.Journal.WireValues;

namespace Jobs.Journal;

/// <summary>Operations as bytes and back.</summary>
internal static class OperationCodec
{
    public static byte[] Write(OperationEvent e)
    {
        var (high, low, _) = WireValues.ToWire(e.Id.Uuid);
        return (e switch
        {
            OperationBegun begun => new Wire.OperationEvent { Begun = ToWire(begun) },
            OperationAdvanced advanced => new Wire.OperationEvent { Advanced = new Wire.OperationAdvanced { IdHigh = high, IdLow = low, Progress = ToWire(advanced.Progress), At = e.At.UtcTicks } },
            OperationEnded ended => new Wire.OperationEvent
            {
                Ended = new Wire.OperationEnded { IdHigh = high, IdLow = low, Progress = ToWire(ended.Progress), Cancelled = ended.Cancelled, At = e.At.UtcTicks },
            },
            _ => throw new UnreachableException($"No wire form for {e.GetType().Name}"),
        }).ToByteArray();
    }

    public static OperationEvent Read(byte[] bytes)
    {
        var wire = Wire.OperationEvent.Parser.ParseFrom(bytes);
        return wire.EventCase switch
        {
            Wire.OperationEvent.EventOneofCase.Begun => ToBegun(wire.Begun),
            Wire.OperationEvent.EventOneofCase.Advanced => new OperationAdvanced(ToId(wire.Advanced.IdHigh, wire.Advanced.IdLow), ToProgress(wire.Advanced.Progress), ToTime(wire.Advanced.At)),
            Wire.OperationEvent.EventOneofCase.Ended => new OperationEnded(ToId(wire.Ended.IdHigh, wire.Ended.IdLow), ToProgress(wire.Ended.Progress), wire.Ended.Cancelled, ToTime(wire.Ended.At)),
            _ => throw new SerializationException("An event of an operation that this version does not know; it was written by a newer one."),
        };
    }

    public static byte[] Write(OperationsSnapshot snapshot) => new Wire.OperationsSnapshot { Operations = { snapshot.Operations.Select(ToWire) } }.ToByteArray();

    public static OperationsSnapshot ReadSnapshot(byte[] bytes) => new([.. Wire.OperationsSnapshot.Parser.ParseFrom(bytes).Operations.Select(ToOperation)]);

    private static Wire.StoredOperation ToWire(Operation operation) => new()
    {
        Begun = ToWire(new OperationBegun(operation.Id, operation.Request, operation.Walks, operation.Matched, operation.StartedAt)),
        Progress = ToWire(operation.Progress),
        EndedAt = operation.EndedAt?.UtcTicks ?? 0,
        Cancelled = operation.State == OperationState.Cancelled,
    };

    private static Operation ToOperation(Wire.StoredOperation wire)
    {
        var begun = ToBegun(wire.Begun);
        return new Operation(begun.Id, begun.Request, begun.Walks, begun.Matched, begun.At, ToProgress(wire.Progress))
        {
            EndedAt = wire.EndedAt == 0 ? null : ToTime(wire.EndedAt),
            State = wire.Cancelled ? OperationState.Cancelled : wire.EndedAt == 0 ? OperationState.Running : OperationState.Completed,
        };
    }

    private static Wire.OperationBegun ToWire(OperationBegun begun)
    {
        var (high, low, _) = WireValues.ToWire(begun.Id.Uuid);
        return new Wire.OperationBegun
        {
            IdHigh = high,
            IdLow = low,
            Request = OperationRequestCodec.ToWire(begun.Request),
            Walks = { begun.Walks.Select(walk => new Wire.OperationWalk { Queue = walk.Queue, From = walk.From, To = walk.To }) },
            Matched = (ulong)begun.Matched,
            At = begun.At.UtcTicks,
        };
    }

    private static OperationBegun ToBegun(Wire.OperationBegun wire) => new(
        ToId(wire.IdHigh, wire.IdLow),
        OperationRequestCodec.ToRequest(wire.Request),
        [.. wire.Walks.Select(walk => new OperationWalk(walk.Queue, walk.From, walk.To))],
        (long)wire.Matched,
        ToTime(wire.At));

    private static Wire.OperationProgress ToWire(OperationProgress progress)
    {
        var wire = new Wire.OperationProgress
        {
            Walk = (uint)progress.Walk,
            Place = progress.Place,
            SliceCount = (uint)progress.SliceCount,
            Processed = (ulong)progress.Processed,
            Failed = (ulong)progress.Failed,
            Errors =
            {
                progress.Errors.Select(error => new Wire.OperationError { Queue = error.Queue, Job = OperationRequestCodec.ToWire(error.Id), Code = error.Code, Detail = error.Detail }),
            },
        };
        if (progress.SliceEnd is { } end)
            wire.SliceEnd = end;
        return wire;
    }

    private static OperationProgress ToProgress(Wire.OperationProgress wire) => new(
        (int)wire.Walk,
        wire.Place,
        wire.HasSliceEnd ? wire.SliceEnd : null,
        (int)wire.SliceCount,
        (long)wire.Processed,
        (long)wire.Failed,
        [.. wire.Errors.Select(error => new OperationError(error.Queue, OperationRequestCodec.ToId(error.Job), error.Code, error.Detail))]);

    private static OperationId ToId(ulong high, ulong low) => new(ToGuid(high, low));
}
