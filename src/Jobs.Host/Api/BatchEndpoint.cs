using Jobs.Host.Access;
using Jobs.Messages;

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

        return await api.Gateway.AskAsync(new EnqueueJobs(batch.Queue, jobs) { Atomic = batch.Atomic }) switch
        {
            JobsEnqueued receipts => Answer.Ok(json => BatchJson.Write(json, batch, receipts.Items)),
            BatchRefused { Index: >= 0 } refused => Refused(refused.Index, Problem.From(refused.Refusal)),
            BatchRefused refused => Problem.From(refused.Refusal),
            null => Problem.OutcomeUnknown([.. jobs.Select(job => job.Id)]),
            var other => Answer.Refused(other),
        };
    }

    private static Problem Refused(int index, Problem item) => new(
        ProblemTypes.BatchRefused,
        $"jobs[{index}] was refused ({item.Type}): {item.Detail} The batch is atomic, so nothing of it was stored.",
        item.Errors ?? [new FieldError($"jobs[{index}]", item.Detail)]);
}
