using Jobs.Host.Access;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Something done to many jobs: start it, look how far it is, stop it.</summary>
internal sealed class OperationEndpoints(ApiContext api)
{
    private static readonly string[] _nothing = [];

    private delegate Problem? Reader(ReadOnlySpan<byte> bytes, out StartOperation? request);

    /// <summary>202 with the operation; 200 with how many match for a dry run.</summary>
    public async Task<Answer> BulkAsync(HttpContext http)
    {
        var (request, problem) = await ReadAsync(http, OperationReader.ReadBulk);
        return problem ?? await StartAsync(request!, operation => Answer.Json(
            StatusCodes.Status202Accepted, json => OperationJson.Write(json, operation), LocationOf(operation)));
    }

    /// <summary>202 with the operation's id and how many are on their way back.</summary>
    public async Task<Answer> ReplayAsync(HttpContext http)
    {
        var (request, problem) = await ReadAsync(http, OperationReader.ReadReplay);
        return problem ?? await StartAsync(request!, operation => Answer.Json(
            StatusCodes.Status202Accepted, json => OperationJson.WriteMatched(json, operation.Id, operation.Matched), LocationOf(operation)));
    }

    public async Task<Answer> ListAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, _nothing);
        if (query.Problem is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(ListOperations.Instance) switch
        {
            OperationList list => Answer.Ok(json => OperationJson.WriteList(json, list.Items)),
            var other => Answer.Refused(other),
        };
    }

    public Task<Answer> GetAsync(HttpContext http) => OnOneAsync(http, id => new GetOperation(id));

    /// <summary>200 with the operation when it has stopped.</summary>
    public async Task<Answer> CancelAsync(HttpContext http) =>
        await NoFields.ReadAsync(http.Request) is { } unexpected ? unexpected : await OnOneAsync(http, id => new CancelOperation(id, http.Caller().By));

    private static async Task<(StartOperation? Request, Answer? Problem)> ReadAsync(HttpContext http, Reader read)
    {
        using var body = await RequestBody.ReadAsync(http.Request);
        if (body.Problem is { } unreadable)
            return (null, unreadable);
        if (read(body.Bytes.Span, out var request) is { } wrong)
            return (null, wrong);

        // One job can only be deleted with this scope; many can not be deleted with less.
        if (request!.Action == OperationAction.Delete && !http.Caller().Has(Scopes.Admin))
            return (null, new Problem(ProblemTypes.Forbidden, "Deleting needs a key with the scope admin."));
        return (request with { By = http.Caller().By, TraceParent = RequestTrace.ParentOf(http.Request) }, null);
    }

    private static string LocationOf(OperationView operation) => $"/api/v1/operations/{operation.Id}";

    private async Task<Answer> StartAsync(StartOperation request, Func<OperationView, Answer> accepted) => await api.Gateway.AskOrRefuseAsync(request) switch
    {
        OperationFound found => accepted(found.Operation),
        OperationMatched matched => Answer.Ok(json => OperationJson.WriteMatched(json, id: null, matched.Matched)),
        var other => Answer.Refused(other),
    };

    private async Task<Answer> OnOneAsync(HttpContext http, Func<OperationId, IOperationRequest> request)
    {
        var query = new QueryReader(http.Request, _nothing);
        if (query.Problem is { } problem)
            return problem;
        if (!OperationId.TryParse((string)http.Request.RouteValues["id"]!, out var id))
            return Problem.Invalid([new FieldError("id", "expected a UUID, as the operation was answered with")]);
        return await api.Gateway.AskOrRefuseAsync(request(id)) switch
        {
            OperationFound found => Answer.Ok(json => OperationJson.Write(json, found.Operation)),
            var other => Answer.Refused(other),
        };
    }
}
