using System.Text.Json;
using Jobs.Host.Access;
using Jobs.Messages;
using Jobs.Search;

namespace Jobs.Host.Api;

/// <summary>Jobs that exist: look, list, change, cancel, retry, delete, wait for the result.</summary>
internal sealed class JobEndpoints(ApiContext api)
{
    private static readonly string[] _queueOnly = ["queue"];

    public async Task<Answer> GetAsync(HttpContext http)
    {
        if (JobAddress.Read(http, _queueOnly, out var address) is { } problem)
            return problem;
        return Found(await api.Gateway.AskOrRefuseAsync(new GetJob(address.Queue, address.Id)));
    }

    public async Task<Answer> ListAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["queue", "status", "type", "tag", "text", "filter", "limit", "cursor"]);
        var request = new ListJobs(
            query.Queue(),
            query.Status("status"),
            query.Text("type", JobBounds.TypeLengthMax),
            query.Text("tag", JobBounds.TagLengthMax),
            query.Limit(),
            query.Cursor())
        {
            Filter = query.Text("filter", FilterBounds.LengthMax),
            Text = query.Text("text", JobBounds.KeyLengthMax),
        };
        if (query.Problem is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(request) switch
        {
            JobPage page => Answer.Ok(json => JobJson.WritePage(json, page)),
            var other => Answer.Refused(other),
        };
    }

    public async Task<Answer> DeleteAsync(HttpContext http)
    {
        if (JobAddress.Read(http, _queueOnly, out var address) is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(new DeleteJob(address.Queue, address.Id, http.Caller().By)) switch
        {
            JobDeleted => Answer.NoContent,
            var other => Answer.Refused(other),
        };
    }

    public async Task<Answer> ChangeAsync(HttpContext http)
    {
        if (JobAddress.Read(http, _queueOnly, out var address) is { } problem)
            return problem;
        ChangeJob? change;
        using (var body = await RequestBody.ReadAsync(http.Request))
        {
            if (body.Problem is { } unreadable)
                return unreadable;
            if (ChangeReader.ReadJob(body.Bytes.Span, address, out change) is { } wrong)
                return wrong;
        }

        return Found(await api.Gateway.AskOrRefuseAsync(change! with { By = http.Caller().By }));
    }

    public Task<Answer> CancelAsync(HttpContext http) => CommandAsync(http, address => new CancelJob(address.Queue, address.Id, http.Caller().By));

    public Task<Answer> RetryAsync(HttpContext http) => CommandAsync(http, address => new RetryJob(address.Queue, address.Id, http.Caller().By));

    /// <summary>200 when the job has ended, 202 while it has not.</summary>
    public async Task<Answer> ResultAsync(HttpContext http)
    {
        if (JobAddress.Read(http, ["queue", "waitMs"], out var address) is { } problem)
            return problem;
        var wait = TimeSpan.FromMilliseconds(address.Query.Whole("waitMs", 0, 0, (int)AwaitJob.WaitMax.TotalMilliseconds));
        if (address.Query.Problem is { } wrong)
            return wrong;
        object reply = wait == TimeSpan.Zero
            ? await api.Gateway.AskOrRefuseAsync(new GetJob(address.Queue, address.Id))
            : await api.Gateway.AskOrRefuseAsync(new AwaitJob(address.Queue, address.Id, wait), http.RequestAborted);
        return reply switch
        {
            JobFound { Job: var job } => Answer.Json(job.Status.IsFinal() ? StatusCodes.Status200OK : StatusCodes.Status202Accepted, json => WriteResult(json, job)),
            var other => Answer.Refused(other),
        };
    }

    private static Answer Found(object reply) => reply switch
    {
        JobFound found => Answer.Ok(json => JobJson.Write(json, found.Job)),
        JobChanged changed => Answer.Ok(json => JobJson.Write(json, changed.Job)),
        _ => Answer.Refused(reply),
    };

    private async Task<Answer> CommandAsync(HttpContext http, Func<JobAddress, IQueueRequest> request)
    {
        if (JobAddress.Read(http, _queueOnly, out var address) is { } problem)
            return problem;
        return await NoFields.ReadAsync(http.Request) is { } unexpected ? unexpected : Found(await api.Gateway.AskOrRefuseAsync(request(address)));
    }

    private static void WriteResult(Utf8JsonWriter json, JobView job)
    {
        json.WriteStartObject();
        json.WriteString("status"u8, job.Status.Name());
        json.WritePayload("result"u8, job.Result);
        json.WriteError("lastError"u8, job.LastError);
        json.WriteEndObject();
    }
}
