using System.Net;
using Jobs.Host.Serving;
using Jobs.Hosting;
using Microsoft.AspNetCore.Builder;

namespace Jobs.Host.Tests.Monitoring;

public sealed class AlertRouteTests
{
    [Theory]
    [InlineData("off", HttpStatusCode.OK, "ok")]
    [InlineData("on", HttpStatusCode.ServiceUnavailable, "critical")]
    public async Task A_critical_alert_is_named_and_makes_the_host_unready_where_that_is_configured(string unready, HttpStatusCode code, string status)
    {
        var configuration = JobsSettingsReader.Read($$"""
            jobs {
              queues.partners.external-workers = on
              queues.partners.alerts.stalled = 1s
              host.unready-on-critical = {{unready}}
            }
            """);
        await using var app = JobsHost.Build(new HostConfiguration(configuration, "", [new Uri("http://127.0.0.1:0")], "test"), journal: null, TimeProvider.System);
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var job = new StringContent("""{"queue":"partners","type":"any","payload":1}""", System.Text.Encoding.UTF8, "application/json");
        (await http.PostAsync("/api/v1/jobs", job)).EnsureSuccessStatusCode();

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Reply alerts;
        do
            alerts = await ReadAsync(http, "/api/v1/alerts", patience.Token);
        while (alerts.Json.GetProperty("items").GetArrayLength() == 0);
        var ready = await ReadAsync(http, "/health/ready", patience.Token);

        var alert = alerts.Json.GetProperty("items")[0];
        Assert.Equal(("stalled", "partners", "critical", 1), (alert.GetProperty("rule").GetString(), alert.GetProperty("queue").GetString(), alert.GetProperty("severity").GetString(), alert.GetProperty("limit").GetDouble()));
        Assert.Equal((code, status), (ready.Status, ready.Text("status")));
        Assert.Equal("stalled", ready.Json.GetProperty("alerts")[0].GetProperty("rule").GetString());
        Assert.Contains("jobs_alerts{queue=\"partners\",rule=\"stalled\",severity=\"critical\"} 1\n", await http.GetStringAsync("/metrics"), StringComparison.Ordinal);
        await app.StopAsync();
    }

    private static async Task<Reply> ReadAsync(HttpClient http, string path, CancellationToken cancel)
    {
        using var response = await http.GetAsync(path, cancel);
        return await Reply.ReadAsync(response);
    }
}
