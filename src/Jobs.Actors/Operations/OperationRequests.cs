using Jobs.Core;
using Jobs.Core.Lifecycle;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Operations;

/// <summary>What may be asked for, and what is then asked of each queue and of each job.</summary>
internal static class OperationRequests
{
    /// <returns>What is wrong; null: nothing.</returns>
    public static Refusal? Check(StartOperation request) =>
        Admission.CheckCause(request.By, request.TraceParent)
        ?? CheckSelection(request)
        ?? CheckNumbers(request)
        ?? (request.Reason is { } reason && !JobBounds.IsPrintable(reason, JobBounds.ReasonLengthMax)
            ? Refusals.Invalid("reason", $"expected at most {JobBounds.ReasonLengthMax} printable characters")
            : null);

    /// <param name="filter">Of jobs; null for dead letters.</param>
    public static Match Match(StartOperation request, JobFilter? filter, string queue, DateTimeOffset at, long? from, long? to, int limit) => filter is null
        ? new MatchDeadLetters(queue, request.Type, request.Text, request.Ids?.ToHashSet(), from, to, limit)
        : new MatchJobs(queue, filter, at, from, to, limit);

    /// <summary>Null for dead letters.</summary>
    public static JobFilter? FilterOf(StartOperation request) => request.Action == OperationAction.Replay ? null : JobFilter.Of(request);

    public static IJobRequest Command(StartOperation request, string queue, JobId id) => request.Action switch
    {
        OperationAction.Cancel => new CancelJob(queue, id, request.By, request.TraceParent),
        OperationAction.Retry => new RetryJob(queue, id, request.By, request.TraceParent),
        OperationAction.Delete => new DeleteJob(queue, id, request.By, request.TraceParent),
        OperationAction.Replay => new ReplayDeadLetter(queue, id, Payload: null, request.By, request.TraceParent),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.Action, "Not an action."),
    };

    private static Refusal? CheckSelection(StartOperation request)
    {
        if (request.Ids is { } ids && ids.Count is 0 or > OperationBounds.IdsMax)
            return Refusals.Invalid("ids", $"expected 1 to {OperationBounds.IdsMax} ids, got {request.Ids.Count}");
        if (request.Action == OperationAction.Replay)
            return request.Filter is null ? null : Refusals.Invalid("filter", "dead letters have none; give queue, type, text or ids");
        if (request is { Filter: null, Ids: null })
            return Refusals.Invalid("filter", "missing; give filter or ids, so that nothing is done to all jobs by mistake");
        try
        {
            JobFilter.Of(request);
            return null;
        }
        catch (FilterException wrong)
        {
            return Refusals.Invalid("filter", wrong.Message);
        }
    }

    private static Refusal? CheckNumbers(StartOperation request)
    {
        if (request.Limit is < 1)
            return Refusals.Invalid("limit", $"expected 1 or more, got {request.Limit}");
        return request.PerSecond is < 1 or > OperationBounds.PerSecondMax
            ? Refusals.Invalid("perSecond", $"expected 1..{OperationBounds.PerSecondMax}, got {request.PerSecond}")
            : null;
    }
}
