using System.Text;
using Jobs.Host.Tests.Processes;

namespace Jobs.Host.Tests.Monitoring;

public sealed class OtlpExportTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    [Fact]
    public async Task Spans_and_metrics_reach_a_collector_that_the_environment_names()
    {
        await using var collector = await Collector.StartAsync();
        using var folder = new TemporaryFolder();
        var configuration = folder.Write("jobs.conf", """
            jobs {
              queues.work.max-attempts = 1
              host.fault-handlers = on
            }
            """);
        using var host = await HostProcess.ServeWithAsync(
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_SERVICE_NAME"] = "shop-jobs",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
            },
            "--data", folder.Data, "--config", configuration);

        using var content = new StringContent("""{"queue":"work","id":"seen-by-otlp","type":"fail","payload":{"message":"out of paper"}}""", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/jobs") { Content = content };
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        (await host.Http.SendAsync(request)).EnsureSuccessStatusCode();
        await host.Http.GetStringAsync("/api/v1/jobs/seen-by-otlp/result?waitMs=30000");
        await collector.UntilAsync("metrics", "jobs.queue.depth");
        await host.TerminateAsync();
        Assert.Equal(0, await host.ExitAsync());

        foreach (var text in (string[])["shop-jobs", "enqueue work", "process work", "messaging.system", "seen-by-otlp", Encoding.Latin1.GetString(Convert.FromHexString(TraceId))])
            Assert.Contains(text, collector.Of("traces"), StringComparison.Ordinal);
        foreach (var text in (string[])["shop-jobs", "jobs.enqueued", "jobs.dead", "jobs.duration", "messaging.process.duration", "jobs.queue.depth"])
            Assert.Contains(text, collector.Of("metrics"), StringComparison.Ordinal);
    }
}
