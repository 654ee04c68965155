using System.Reflection;
using Jobs.Telemetry;

namespace Jobs.Host.Monitoring;

/// <summary><c>GET /metrics</c>, for Prometheus and what reads its format.</summary>
/// <param name="telemetry">Null until the queues have been started.</param>
internal sealed class MetricsEndpoint(Func<JobsTelemetry?> telemetry)
{
    private static readonly string _version = typeof(MetricsEndpoint).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public async Task ServeAsync(HttpContext http)
    {
        http.Response.ContentType = PrometheusText.ContentType;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        var body = http.Response.BodyWriter;
        var text = new PrometheusText(body);
        MetricsPage.WriteProcess(text, _version);
        if (telemetry() is { } jobs)
        {
            MetricsPage.WriteGauges(text, jobs.Gauges);
            await body.FlushAsync(http.RequestAborted);
            MetricsPage.WriteCounts(text, jobs.Meter.Counts);
        }

        await body.FlushAsync(http.RequestAborted);
    }
}
