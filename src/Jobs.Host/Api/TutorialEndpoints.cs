using System.Text.Json;
using Jobs.Host.Access;
using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>The first tutorial's routes, answered in its shapes: flat counts, plain arrays.</summary>
internal sealed class TutorialEndpoints(ApiContext api)
{
    private const int LimitDefault = 20;

    public async Task<Answer> StatsAsync(HttpContext http) => await api.Gateway.AskOrRefuseAsync(new GetQueue(QueueOf(http))) switch
    {
        QueueFound found => Answer.Ok(json =>
        {
            json.WriteStartObject();
            QueueJson.WriteCounts(json, found.Queue.Counts);
            json.WriteEndObject();
        }),
        var other => Answer.Refused(other),
    };

    public async Task<Answer> JobsAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["limit"]);
        var limit = query.Whole("limit", LimitDefault, 1, JobBounds.PageSizeMax);
        if (query.Problem is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(new ListJobs(QueueOf(http), Limit: limit)) switch
        {
            JobPage page => Answer.Ok(json => JobJson.WriteArray(json, page.Items)),
            var other => Answer.Refused(other),
        };
    }

    public async Task<Answer> DeadAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["limit"]);
        var limit = query.Whole("limit", JobBounds.PageSizeMax, 1, JobBounds.PageSizeMax);
        if (query.Problem is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(new ListDeadLetters(QueueOf(http), Limit: limit)) switch
        {
            DeadLetterPage page => Answer.Ok(json => DeadLetterJson.WriteArray(json, page.Items)),
            var other => Answer.Refused(other),
        };
    }

    public async Task<Answer> ReplayAsync(HttpContext http)
    {
        if (JobAddress.Read(http, ["queue"], out var address) is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(new ReplayDeadLetter(address.Queue, address.Id, By: http.Caller().By)) switch
        {
            JobChanged => Answer.Ok(json => WriteReplayed(json, value => value.WriteBooleanValue(true))),
            var other => Answer.Refused(other),
        };
    }

    public async Task<Answer> ReplayAllAsync(HttpContext http) =>
        await api.Gateway.AskOrRefuseAsync(new ReplayDeadLetters(QueueOf(http), By: http.Caller().By)) switch
        {
            DeadLettersReplayed replayed => Answer.Ok(json => WriteReplayed(json, value => value.WriteNumberValue(replayed.Matched))),
            var other => Answer.Refused(other),
        };

    private static string QueueOf(HttpContext http) => (string)http.Request.RouteValues["queue"]!;

    private static void WriteReplayed(Utf8JsonWriter json, Action<Utf8JsonWriter> value)
    {
        json.WriteStartObject();
        json.WritePropertyName("replayed"u8);
        value(json);
        json.WriteEndObject();
    }
}
