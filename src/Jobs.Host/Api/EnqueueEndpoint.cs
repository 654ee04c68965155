using System.Text.Json;
using Jobs.Host.Access;
using Jobs.Messages;
using Jobs.Telemetry;

namespace Jobs.Host.Api;

/// <summary><c>POST /api/v1/jobs</c>: answers after the job is durable.</summary>
internal sealed class EnqueueEndpoint(ApiContext api)
{
    public async Task<Answer> PostAsync(HttpContext http)
    {
        EnqueueJob? job;
        using (var body = await RequestBody.ReadAsync(http.Request))
        {
            if (body.Problem is { } unreadable)
                return unreadable;
            if (Read(body.Bytes.Span, http.Request, out job) is { } problem)
                return problem;
        }

        var answer = await EnqueueAsync(job!, http.Request);
        return answer switch
        {
            JobEnqueued receipt => Accepted(receipt),
            EnqueueRefused refused => Refused(refused, http.Request),
            null => Problem.OutcomeUnknown([job!.Id]),
            var other => Answer.Refused(other),
        };
    }

    private async Task<object?> EnqueueAsync(EnqueueJob job, HttpRequest request)
    {
        using var activity = RequestTrace.StartEnqueue(request, job.Queue);
        job = job with { TraceParent = JobActivities.TraceParentOf(activity, RequestTrace.ParentOf(request)) };
        var answer = await api.Gateway.AskAsync(job);
        JobActivities.EndEnqueue(activity, job, answer);
        return answer;
    }

    private static Answer Accepted(JobEnqueued receipt)
    {
        var status = receipt.Deduplicated ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        Action<Utf8JsonWriter> body = receipt.Job is { } job ? json => JobJson.Write(json, job, receipt.Deduplicated) : json => JobJson.Write(json, receipt);
        return Answer.Json(status, body, $"/api/v1/jobs/{receipt.Id}?queue={receipt.Queue}");
    }

    private static Problem Refused(EnqueueRefused refused, HttpRequest request)
    {
        var problem = Problem.From(refused.Refusal, refused.Refusal.Code == Refusal.Codes.OutcomeUnknown ? refused.Id : null);
        return problem.Type == Refusal.Codes.IdConflict && request.Headers.ContainsKey(IdempotencyKey.Header)
            ? problem with { Type = ProblemTypes.IdempotencyConflict, Detail = $"This {IdempotencyKey.Header} was used in this queue for a job with another type or payload; use a new key." }
            : problem;
    }

    private Problem? Read(ReadOnlySpan<byte> bytes, HttpRequest request, out EnqueueJob? job)
    {
        job = null;
        var reader = new FieldReader(bytes);
        try
        {
            if (!reader.StartRoot())
                return Problem.Invalid("Expected a JSON object: {\"queue\":\"…\",\"type\":\"…\",\"payload\":…}.");
            var draft = JobReader.Read(ref reader, inBatch: false);
            reader.EndRoot();
            if (!reader.HasErrors)
                ReadIdempotencyKey(ref reader, draft, request);
            if (!reader.HasErrors)
                job = draft.Build(ref reader, draft.Queue!, api.Queue(draft.Queue!), request.HttpContext.Caller().By);
        }
        catch (JsonException malformed)
        {
            return Problem.Malformed(malformed);
        }

        if (job is null)
            return Problem.Invalid(reader.TakeErrors());
        job = job with { WithJob = true };
        return null;
    }

    private static void ReadIdempotencyKey(ref FieldReader reader, JobDraft draft, HttpRequest request)
    {
        if (!request.Headers.TryGetValue(IdempotencyKey.Header, out var key))
            return;
        if (key.Count != 1 || !JobBounds.IsPrintable(key[0], JobBounds.KeyLengthMax))
            reader.Refuse(IdempotencyKey.Header, $"expected once, 1 to {JobBounds.KeyLengthMax} printable characters");
        else if (draft.Id is not null)
            reader.Refuse("id", $"not together with {IdempotencyKey.Header}, which makes the id");
        else
            draft.Id = IdempotencyKey.ToJobId(draft.Queue!, key[0]!);
    }
}
