using Jobs.Messages;

namespace Jobs.Host.Api;

/// <summary>Workers in any language: claim jobs, answer for them, keep their leases.</summary>
internal sealed class LeaseEndpoints(ApiContext api)
{
    private static readonly string[] _queueOnly = ["queue"];

    private delegate Problem? Reading<T>(ReadOnlySpan<byte> bytes, JobAddress address, out T? request);

    /// <summary>Waits for work as long as the claim says, and no longer than its sender does.</summary>
    public async Task<Answer> ClaimAsync(HttpContext http)
    {
        if (new QueryReader(http.Request, []).Problem is { } problem)
            return problem;
        ClaimJobs? claim;
        using (var body = await RequestBody.ReadAsync(http.Request))
        {
            if (body.Problem is { } unreadable)
                return unreadable;
            if (LeaseReader.ReadClaim(body.Bytes.Span, (string)http.Request.RouteValues["queue"]!, out claim) is { } wrong)
                return wrong;
        }

        // Nobody must be given a job who is not there any more.
        await using var hangUp = http.RequestAborted.Register(() => api.Gateway.Tell(new WithdrawClaim(claim!.Queue, claim.Claim)));
        return await api.Gateway.AskOrRefuseAsync(claim!) switch
        {
            JobsClaimed claimed => Answer.Ok(json => LeaseJson.Write(json, claimed)),
            var other => Answer.Refused(other),
        };
    }

    public Task<Answer> AckAsync(HttpContext http) => AnswerAsync<AckJob>(http, LeaseReader.ReadAck);

    public Task<Answer> NackAsync(HttpContext http) => AnswerAsync<NackJob>(http, LeaseReader.ReadNack);

    public Task<Answer> ExtendAsync(HttpContext http) => AnswerAsync<ExtendLease>(http, LeaseReader.ReadExtend);

    private async Task<Answer> AnswerAsync<T>(HttpContext http, Reading<T> read)
        where T : class
    {
        if (JobAddress.Read(http, _queueOnly, out var address) is { } problem)
            return problem;
        T? request;
        using (var body = await RequestBody.ReadAsync(http.Request))
        {
            if (body.Problem is { } unreadable)
                return unreadable;
            if (read(body.Bytes.Span, address, out request) is { } wrong)
                return wrong;
        }

        return await api.Gateway.AskOrRefuseAsync(request!) switch
        {
            JobChanged changed => Answer.Ok(json => JobJson.Write(json, changed.Job)),
            LeaseRuns lease => Answer.Ok(json => LeaseJson.Write(json, lease)),
            var other => Answer.Refused(other),
        };
    }
}
