namespace Jobs.Host.Monitoring;

/// <summary>
/// Which signals are exported over OTLP, by OpenTelemetry's usual environment variables. A signal is on when an endpoint is named for it or for all, or its exporter is <c>otlp</c>; <c>none</c> switches it off.
/// </summary>
internal sealed record OtlpSwitches(bool Traces, bool Metrics, string? ServiceName)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool Any => Traces || Metrics;

    public static OtlpSwitches Read(Func<string, string?> environment)
    {
        if (string.Equals(environment("OTEL_SDK_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
            return new OtlpSwitches(false, false, null);
        var named = environment("OTEL_SERVICE_NAME") is { Length: > 0 } || environment("OTEL_RESOURCE_ATTRIBUTES")?.Contains("service.name=", StringComparison.Ordinal) is true;
        return new OtlpSwitches(IsOn("TRACES"), IsOn("METRICS"), named ? null : "jobs");

        bool IsOn(string signal) => environment($"OTEL_{signal}_EXPORTER") is { Length: > 0 } exporters
            ? exporters.Split(',', StringSplitOptions.TrimEntries).Contains("otlp", StringComparer.OrdinalIgnoreCase)
            : environment(Endpoint) is { Length: > 0 } || environment($"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT") is { Length: > 0 };
    }
}
