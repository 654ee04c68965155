using Jobs.Host.Monitoring;

namespace Jobs.Host.Tests.Monitoring;

public sealed class OtlpSwitchesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("OTEL_SERVICE_NAME=shop", "")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", "traces metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_TRACES_EXPORTER=none", "metrics")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317 OTEL_SDK_DISABLED=true", "")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT=http://collector:4317", "traces")]
    [InlineData("OTEL_TRACES_EXPORTER=otlp", "traces")]
    [InlineData("OTEL_METRICS_EXPORTER=console,otlp", "metrics")]
    [InlineData("OTEL_METRICS_EXPORTER=prometheus", "")]
    public void The_usual_variables_switch_each_signal(string variables, string expected)
    {
        var switches = OtlpSwitches.Read(Environment(variables));

        Assert.Equal(expected, string.Join(' ', ((string[])[switches.Traces ? "traces" : "", switches.Metrics ? "metrics" : ""]).Where(signal => signal.Length > 0)));
    }

    [Theory]
    [InlineData("", "jobs")]
    [InlineData("OTEL_SERVICE_NAME=shop", null)]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES=service.name=shop,team=a", null)]
    public void A_service_that_is_not_named_otherwise_is_jobs(string variables, string? expected) =>
        Assert.Equal(expected, OtlpSwitches.Read(Environment(variables)).ServiceName);

    private static Func<string, string?> Environment(string variables)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => values.GetValueOrDefault(name);
    }
}
