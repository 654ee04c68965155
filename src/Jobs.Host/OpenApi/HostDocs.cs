using static Jobs.Messages.Refusal.Codes;

namespace Jobs.Host.OpenApi;

/// <summary>What is said of the routes about the host itself.</summary>
internal static class HostDocs
{
    private static readonly Shape _health = new("Health", """{"status": "ok"}""")
    {
        Words = new Dictionary<string, IReadOnlyList<string>> { ["status"] = ["ok", "degraded", "recovering", "down", "stopping", "critical"] },
    };

    private static readonly Shape _unwell = new("Unwell", """{"status": "degraded", "queues": ["email"]}""") { Words = _health.Words };

    public static RouteDoc Live { get; } = new(Tags.Host, "The process answers") { Answers = [new(200, "It does", _health)] };

    public static RouteDoc Health { get; } = new(Tags.Host, "Whether the queues serve; some may be down")
    {
        Answers = [new(200, "All do, or degraded with those that do not", _health), new(503, "Queues recover, or storage is down", _unwell)],
    };

    public static RouteDoc Ready { get; } = Health with { Summary = "Likewise, and not from the moment on when the host begins to stop" };

    public static RouteDoc Alerts { get; } = new(Tags.Host, "The alerts that are raised now, critical ones first; docs/operations.md says what to do about each")
    {
        Answers = [new(200, "Empty while all is well", new Shape("Alerts", """
            {
              "items": [
                {
                  "rule": "oldest", "queue": "email", "severity": "critical", "message": "email: a job has been ready for 1 h 0 min and has not started; the limit is 1 h 0 min.",
                  "value": 3600, "limit": 3600, "since": "2026-11-02T08:00:00Z"
                }
              ]
            }
            """))],
        Problems = [InvalidRequest],
    };

    public static RouteDoc Metrics { get; } = new(Tags.Host, "The same as metrics, in Prometheus' text format (docs/telemetry.md)")
    {
        Answers = [new(200, "Version 0.0.4, text/plain")],
    };

    public static RouteDoc Links { get; } = new(Tags.Host, "Templates of addresses in your own tools")
    {
        Answers = [new(200, "Null where none is configured", new Shape("Links", """{"trace": "https://traces.example.com/{traceId}", "logs": "https://logs.example.com/?job={jobId}"}""") { Nullable = ["trace", "logs"] })],
        Problems = [InvalidRequest],
    };

    public static RouteDoc OpenApi { get; } = new(Tags.Host, "This document")
    {
        Answers = [new(200, "OpenAPI 3.1", new Shape("OpenApi", """{"openapi": "3.1.0"}""") { IsExcerpt = true })],
    };
}
