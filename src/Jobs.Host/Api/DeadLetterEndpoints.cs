using Jobs.Host.Access;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Dead letters: list, group, look, replay, delete.</summary>
internal sealed class DeadLetterEndpoints(ApiContext api)
{
    private static readonly string[] _queueOnly = ["queue"];

    public async Task<Answer> ListAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["queue", "type", "text", "limit", "cursor"]);
        var request = new ListDeadLetters(query.Queue(), query.Text("type", JobBounds.TypeLengthMax), query.Text("text", JobBounds.KeyLengthMax), query.Limit(), query.Cursor());
        if (query.Problem is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(request) switch
        {
            DeadLetterPage page => Answer.Ok(json => DeadLetterJson.WritePage(json, page)),
            var other => Answer.Refused(other),
        };
    }

    public async Task<Answer> GroupsAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["queue", "type", "text"]);
        var request = new GroupDeadLetters(query.Queue(), query.Text("type", JobBounds.TypeLengthMax), query.Text("text", JobBounds.KeyLengthMax));
        if (query.Problem is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(request) switch
        {
            DeadLetterGroups groups => Answer.Ok(json => DeadLetterJson.WriteGroups(json, groups)),
            var other => Answer.Refused(other),
        };
    }

    public async Task<Answer> GetAsync(HttpContext http)
    {
        if (JobAddress.Read(http, _queueOnly, out var address) is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(new GetDeadLetter(address.Queue, address.Id)) switch
        {
            DeadLetterFound found => Answer.Ok(json => DeadLetterJson.Write(json, found.Letter)),
            var other => Answer.Refused(other),
        };
    }

    public async Task<Answer> ReplayAsync(HttpContext http)
    {
        if (JobAddress.Read(http, _queueOnly, out var address) is { } problem)
            return problem;
        JobPayload? payload;
        using (var body = await RequestBody.ReadAsync(http.Request))
        {
            if (body.Problem is { } unreadable)
                return unreadable;
            if (ReplayReader.ReadPayload(body.Bytes.Span, out payload) is { } wrong)
                return wrong;
        }

        return await api.Gateway.AskOrRefuseAsync(new ReplayDeadLetter(address.Queue, address.Id, payload, http.Caller().By)) switch
        {
            JobChanged changed => Answer.Ok(json => JobJson.Write(json, changed.Job)),
            var other => Answer.Refused(other),
        };
    }

    public async Task<Answer> DeleteAsync(HttpContext http)
    {
        if (JobAddress.Read(http, _queueOnly, out var address) is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(new DeleteDeadLetter(address.Queue, address.Id, http.Caller().By)) switch
        {
            JobDeleted => Answer.NoContent,
            var other => Answer.Refused(other),
        };
    }
}
