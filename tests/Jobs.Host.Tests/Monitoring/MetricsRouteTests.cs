namespace Jobs.Host.Tests.Monitoring;

public sealed class MetricsRouteTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task What_has_happened_is_counted_before_anybody_has_asked()
    {
        await host.RunAsync("""{"queue":"work","type":"echo","payload":1}""");
        await host.RunAsync("""{"queue":"work","type":"fail","payload":{"message":"no"},"maxAttempts":2}""");

        // The gauges are the last that a commit shows, and come a moment after the answer that it let go.
        var metrics = await UntilAsync("jobs_dead_letters", "work");

        Assert.Equal(1, metrics.Value("jobs_completed_total", ("queue", "work"), ("type", "echo")));
        Assert.Equal(2, metrics.Value("jobs_failed_total", ("queue", "work"), ("type", "fail")));
        Assert.Equal(1, metrics.Value("jobs_retried_total", ("queue", "work"), ("type", "fail")));
        Assert.Equal(1, metrics.Value("jobs_dead_total", ("queue", "work"), ("type", "fail")));
        Assert.Equal(1, metrics.Value("jobs_dead_letters", ("queue", "work")));
        Assert.Equal(1, metrics.Value("jobs_queue_up", ("queue", "idle")));
        Assert.Equal(0, metrics.Value("jobs_oldest_age_seconds", ("queue", "idle")));
        Assert.True(metrics.Value("process_resident_memory_bytes") > 0);
    }

    [Fact]
    public async Task A_type_may_hold_quotes_and_backslashes()
    {
        const string Type = """say "hi" \n {le="+Inf"}""";
        await host.PostAsync("/api/v1/jobs", """{"queue":"partners","type":"say \"hi\" \\n {le=\"+Inf\"}","payload":1}""");

        Assert.Equal(1, (await UntilAsync("jobs_enqueued_total", "partners")).Value("jobs_enqueued_total", ("queue", "partners"), ("type", Type)));
    }

    [Fact]
    public async Task The_format_and_its_version_are_named()
    {
        using var response = await host.Http.GetAsync("/metrics");

        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", response.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public async Task Without_reason_there_is_no_alert()
    {
        Assert.Equal("""{"items":[]}""", (await host.GetAsync("/api/v1/alerts")).Json.GetRawText());
    }

    /// <summary>Until this is said of this queue, and is not 0.</summary>
    private async Task<PrometheusReader> UntilAsync(string name, string queue)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var metrics = await ReadAsync();
            if (metrics.Samples.Any(sample => sample.Name == name && sample.Value > 0 && sample.Labels.GetValueOrDefault("queue") == queue))
                return metrics;
            await Task.Delay(TimeSpan.FromMilliseconds(10), patience.Token);
        }
    }

    private async Task<PrometheusReader> ReadAsync() => PrometheusReader.Read(await host.Http.GetStringAsync("/metrics"));
}
