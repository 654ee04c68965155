using Jobs.Alerts;
using Jobs.Host.Api;
using Jobs.Telemetry;

namespace Jobs.Host.Monitoring;

/// <summary><c>GET /api/v1/alerts</c>: those that are raised now, critical ones first.</summary>
internal sealed class AlertEndpoints(Func<JobsTelemetry?> telemetry)
{
    public Task<Answer> ListAsync(HttpContext http)
    {
        if (new QueryReader(http.Request, []).Problem is { } problem)
            return Task.FromResult<Answer>(problem);
        return Task.FromResult(Answer.Ok(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items"u8);
            foreach (var alert in telemetry()?.Gauges.Board.Raised ?? [])
                AlertJson.Write(json, alert);
            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }
}
