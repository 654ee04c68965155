using System.Text.Json;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Host.Api;

/// <summary>Reads what is to be done to many jobs or dead letters.</summary>
internal static class OperationReader
{
    private const string Action = "action";

    private static readonly FieldNames _bulk = new([Action, "filter", "ids", "queue", "limit", "perSecond", "dryRun", "reason"]);
    private static readonly FieldNames _replay = new(["queue", "type", "text", "ids", "limit", "perSecond", "dryRun", "reason"]);

    public static Problem? ReadBulk(ReadOnlySpan<byte> bytes, out StartOperation? request) =>
        Read(bytes, _bulk, "{\"action\":\"cancel\",\"filter\":\"status:failed type:send-*\",\"dryRun\":true}", out request);

    /// <summary>An empty object means all dead letters.</summary>
    public static Problem? ReadReplay(ReadOnlySpan<byte> bytes, out StartOperation? request) =>
        Read(bytes, _replay, "{\"queue\":\"…\"}, with type, text, ids, limit, perSecond and dryRun as wanted", out request);

    private static Problem? Read(ReadOnlySpan<byte> bytes, FieldNames names, string expected, out StartOperation? request)
    {
        request = null;
        var reader = new FieldReader(bytes);
        try
        {
            if (bytes.IsEmpty || !reader.StartRoot())
                return Problem.Invalid($"Expected a JSON object: {expected}.");
            request = Read(ref reader, names);
            reader.EndRoot();
        }
        catch (JsonException malformed)
        {
            return Problem.Malformed(malformed);
        }

        return reader.HasErrors ? Problem.Invalid(reader.TakeErrors()) : null;
    }

    private static StartOperation Read(ref FieldReader reader, FieldNames names)
    {
        var request = new StartOperation(OperationAction.Replay);
        var hasAction = names == _replay;
        var seen = 0UL;
        while (reader.NextField(names, ref seen, out var field))
        {
            var name = names[field];
            hasAction |= name == Action;
            request = name switch
            {
                Action => request with { Action = ReadAction(ref reader) },
                "filter" => request with { Filter = reader.String(name, FilterBounds.LengthMax) },
                "ids" => request with { Ids = ReadIds(ref reader, name) },
                "queue" => request with { Queue = reader.String(name, JobBounds.QueueNameLengthMax) },
                "type" => request with { Type = reader.String(name, JobBounds.TypeLengthMax) },
                "text" => request with { Text = reader.String(name, JobBounds.KeyLengthMax) },
                "limit" => request with { Limit = (int?)reader.Whole(name, 1, int.MaxValue) },
                "perSecond" => request with { PerSecond = (int?)reader.Whole(name, 1, OperationBounds.PerSecondMax) },
                "dryRun" => request with { DryRun = reader.Flag(name) ?? false },
                _ => request with { Reason = reader.String(name, JobBounds.ReasonLengthMax) },
            };
        }

        if (!hasAction)
            reader.Refuse(Action, "missing; expected cancel, retry or delete");
        return request;
    }

    private static OperationAction ReadAction(ref FieldReader reader) => reader.OneOf(Action, "cancel", "retry", "delete") switch
    {
        "cancel" => OperationAction.Cancel,
        "retry" => OperationAction.Retry,
        _ => OperationAction.Delete,
    };

    private static List<JobId>? ReadIds(ref FieldReader reader, string field)
    {
        if (!reader.StartArray(field))
            return null;
        var ids = new List<JobId>();
        var count = 0;
        while (reader.NextElement())
        {
            if (++count <= OperationBounds.IdsMax && reader.Id(field) is { } id)
                ids.Add(id);
        }

        if (count is 0 or > OperationBounds.IdsMax)
            reader.Refuse(field, $"expected 1 to {OperationBounds.IdsMax} ids, got {count}");
        return ids;
    }
}
