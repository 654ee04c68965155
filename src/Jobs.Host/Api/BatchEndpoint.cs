using Jobs.Host.Access;
using Jobs.Messages;
using Jobs.Telemetry;

namespace Jobs.Host.Api;

/// <summary><c>POST /api/v1/jobs/batch</c>: many jobs of one queue, answered in their order after all that were accepted are durable.</summary>
internal sealed class BatchEndpoint(ApiContext api)
{
    public async Task<Answer> PostAsync(HttpContext http)
    {
        if (http.Request.Headers.ContainsKey(IdempotencyKey.Header))
            return Problem.Invalid($"{IdempotencyKey.Header} is for single jobs; give each job of a batch an id.");
        Batch batch;
        using (var body = await RequestBody.ReadAsync(http.Request))
        {
            if (body.Problem is { } unreadable)
                return unreadable;
            if (BatchReader.Read(body.Bytes.Span, api, http.Caller().By, out batch!) is { } problem)
                return problem;
        }

        if (batch.Atomic && batch.FirstRefused is { } refusedAt)
            return Refused(refusedAt, batch.Items[refusedAt].Refused!);
        var jobs = batch.Items.Select(item => item.Job).OfType<EnqueueJob>().ToList();
        if (jobs.Count == 0)
            return Answer.Ok(json => BatchJson.Write(json, batch, []));

        return await EnqueueAsync(batch, jobs, http.Request) switch
        {
            JobsEnqueued receipts => Answer.Ok(json => BatchJson.Write(json, batch, receipts.Items)),
            BatchRefused { Index: >= 0 } refused => Refused(refused.Index, Problem.From(refused.Refusal)),
            BatchRefused refused => Problem.From(refused.Refusal),
            null => Problem.OutcomeUnknown([.. jobs.Select(job => job.Id)]),
            var other => Answer.Refused(other),
        };
    }

    private async Task<object?> EnqueueAsync(Batch batch, IReadOnlyList<EnqueueJob> jobs, HttpRequest request)
    {
        using var activity = RequestTrace.StartEnqueue(request, batch.Queue);
        var traceParent = JobActivities.TraceParentOf(activity, RequestTrace.ParentOf(request));
        var message = new EnqueueJobs(batch.Queue, traceParent.Length == 0 ? jobs : [.. jobs.Select(job => job with { TraceParent = traceParent })]) { Atomic = batch.Atomic };
        var answer = await api.Gateway.AskAsync(message);
        JobActivities.EndEnqueue(activity, message, answer);
        return answer;
    }

    private static Problem Refused(int index, Problem item) => new(
        ProblemTypes.BatchRefused,
        $"jobs[{index}] was refused ({item.Type}): {item.Detail} The batch is atomic, so nothing of it was stored.",
        item.Errors ?? [new FieldError($"jobs[{index}]", item.Detail)]);
}
