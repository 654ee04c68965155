using Jobs.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Jobs.Host.Monitoring;

/// <summary>Sends what is measured and traced to a collector. Where to and how often, the SDK reads from the environment itself.</summary>
internal sealed class OtlpExport(OtlpSwitches switches) : IHostedService, IDisposable
{
    /// <summary>Series of one instrument: queues and their statuses or types.</summary>
    private const int SeriesMax = 50_000;

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public static void AddTo(WebApplicationBuilder builder, OtlpSwitches switches)
    {
        if (switches.Any)
            builder.Services.AddHostedService(_ => new OtlpExport(switches));
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (switches.Traces)
            _traces = Sdk.CreateTracerProviderBuilder().ConfigureResource(resource => Named(resource, switches)).AddSource(JobActivities.SourceName).AddOtlpExporter().Build();
        if (switches.Metrics)
        {
            _metrics = Sdk.CreateMeterProviderBuilder()
                .ConfigureResource(resource => Named(resource, switches))
                .AddMeter(MetricNames.Meter)
                .AddView(_ => new MetricStreamConfiguration { CardinalityLimit = SeriesMax })
                .AddOtlpExporter()
                .Build();
        }

        return Task.CompletedTask;
    }

    // What has gathered is sent before the process ends.
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    // The SDK's providers can not be disposed of twice.
    public void Dispose()
    {
        Interlocked.Exchange(ref _traces, null)?.Dispose();
        Interlocked.Exchange(ref _metrics, null)?.Dispose();
    }

    private static ResourceBuilder Named(ResourceBuilder resource, OtlpSwitches switches) => switches.ServiceName is { } name ? resource.AddService(name) : resource;
}
