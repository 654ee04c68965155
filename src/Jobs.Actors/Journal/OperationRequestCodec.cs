using Jobs.Messages;

namespace Jobs.Journal;

/// <summary>What an operation was asked to do, as it is stored. A dry run never is.</summary>
internal static class OperationRequestCodec
{
    public static Wire.OperationRequest ToWire(StartOperation request)
    {
        var wire = new Wire.OperationRequest
        {
            Action = (uint)request.Action,
            Ids = { (request.Ids ?? []).Select(ToWire) },
            By = request.By,
            TraceParent = request.TraceParent,
        };
        if (request.Queue is not null)
            wire.Queue = request.Queue;
        if (request.Filter is not null)
            wire.Filter = request.Filter;
        if (request.Type is not null)
            wire.Type = request.Type;
        if (request.Text is not null)
            wire.Text = request.Text;
        if (request.Limit is { } limit)
            wire.Limit = (uint)limit;
        if (request.PerSecond is { } rate)
            wire.PerSecond = (uint)rate;
        if (request.Reason is not null)
            wire.Reason = request.Reason;
        return wire;
    }

    public static StartOperation ToRequest(Wire.OperationRequest wire) => new(WireValues.ToKnown<OperationAction>(wire.Action))
    {
        Queue = wire.HasQueue ? wire.Queue : null,
        Filter = wire.HasFilter ? wire.Filter : null,
        Ids = wire.Ids.Count == 0 ? null : [.. wire.Ids.Select(ToId)],
        Type = wire.HasType ? wire.Type : null,
        Text = wire.HasText ? wire.Text : null,
        Limit = wire.HasLimit ? (int)wire.Limit : null,
        PerSecond = wire.HasPerSecond ? (int)wire.PerSecond : null,
        Reason = wire.HasReason ? wire.Reason : null,
        By = wire.By,
        TraceParent = wire.TraceParent,
    };

    public static Wire.OperationJob ToWire(JobId id)
    {
        var (high, low, text) = WireValues.ToWire(id);
        return new Wire.OperationJob { IdHigh = high, IdLow = low, IdText = text };
    }

    public static JobId ToId(Wire.OperationJob job) => WireValues.ToId(job.IdHigh, job.IdLow, job.IdText);
}
