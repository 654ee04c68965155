using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>How many jobs there are, and what happened within a time that ends now.</summary>
internal sealed class StatsEndpoints(ApiContext api)
{
    private static readonly TimeSpan _windowDefault = TimeSpan.FromHours(24);

    public async Task<Answer> GetAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["queue", "window"]);
        var (only, window) = (query.Queue(), query.Duration("window") ?? _windowDefault);
        if (query.Problem is { } problem)
            return problem;
        var queues = await api.Gateway.AskOrRefuseAsync(only is null ? ListQueues.Instance : new GetQueue(only));
        return (queues, await api.Gateway.AskOrRefuseAsync(new GetStats(only, window))) switch
        {
            (QueueList list, StatsFound stats) => Answer.Ok(json => StatsJson.Write(json, window, list.Queues, stats.Queues)),
            (QueueFound found, StatsFound stats) => Answer.Ok(json => StatsJson.Write(json, window, [found.Queue], stats.Queues)),
            (QueueList or QueueFound, var refused) => Answer.Refused(refused),
            (var refused, _) => Answer.Refused(refused),
        };
    }

    public async Task<Answer> SeriesAsync(HttpContext http)
    {
        var query = new QueryReader(http.Request, ["queue", "window", "step"]);
        var (only, window) = (query.Queue(), query.Duration("window") ?? _windowDefault);
        var step = query.Duration("step") ?? ChartSteps.For(window);
        if (query.Problem is { } problem)
            return problem;
        return await api.Gateway.AskOrRefuseAsync(new GetStatsSeries(only, window, step)) switch
        {
            StatsSeries series => Answer.Ok(json => StatsJson.Write(json, window, step, series)),
            var other => Answer.Refused(other),
        };
    }
}
