using static Jobs.Messages.Refusal.Codes;

namespace Jobs.Host.OpenApi;

/// <summary>What is said of the routes about what happens and who works.</summary>
internal static class StatsDocs
{
    private const string Numbers = """
        "enqueued": 120, "completed": 118, "failed": 4, "dead": 1, "wait": {"p50Ms": 2, "p95Ms": 40, "p99Ms": 160}, "run": {"p50Ms": 20, "p95Ms": 200, "p99Ms": 640}
        """;

    private static readonly IReadOnlyList<string> _problems = [InvalidRequest, UnknownQueue, QueueUnavailable];

    public static RouteDoc Stats { get; } = new(Tags.Stats, "By queue: the counts, and what happened within a time that ends now")
    {
        Query = [Queries.Queue, Queries.Window],
        Answers =
        [
            new(200, "The queues", new Shape("Stats", $$"""
                {
                  "windowMs": 3600000,
                  "queues": [
                    {
                      "name": "email", "counts": {"pending": 3, "scheduled": 1, "processing": 2, "failed": 1, "completed": 4711, "dead": 1, "cancelled": 0},
                      "since": "2026-11-02T08:00:00.0000000Z", {{Numbers}}
                    }
                  ]
                }
                """)
            {
                Nullable = [.. new[] { "since", "enqueued", "completed", "failed", "dead", "wait", "run" }.Select(field => "queues[]." + field)],
            }),
        ],
        Problems = _problems,
    };

    public static RouteDoc Series { get; } = new(Tags.Stats, "The same in steps, for charts")
    {
        Query = [Queries.Queue, Queries.Window, new("step", "Whole minutes, at most 1500 steps in the window", "1m")],
        Answers =
        [
            new(200, "One point for each step, oldest first", new Shape("StatsSeries", $$"""
                {"windowMs": 3600000, "stepMs": 60000, "since": "2026-11-02T08:00:00.0000000Z", "points": [{"at": "2026-11-02T08:00:00.0000000Z", {{Numbers}}}]}
                """)
            {
                Nullable = [.. new[] { "enqueued", "completed", "failed", "dead", "wait", "run" }.Select(field => "points[]." + field)],
            }),
        ],
        Problems = _problems,
    };

    public static RouteDoc Workers { get; } = new(Tags.Stats, "Who runs what: this host's workers, and those outside it")
    {
        Query = [Queries.Queue],
        Answers =
        [
            new(200, "The workers by queue and place", new Shape("WorkerList", """
                {
                  "items": [
                    {
                      "id": "host-1/email/0", "queue": "email", "external": false, "status": "busy",
                      "job": {"id": "order-4711", "type": "send-email", "attempt": 1, "since": "2026-11-02T08:00:00.0000000Z", "progress": {"percent": 40, "message": "rendered"}},
                      "leases": 1, "done": 4711, "failed": 12, "since": "2026-11-02T08:00:00.0000000Z", "seenAt": "2026-11-02T08:00:00.0000000Z"
                    }
                  ]
                }
                """)
            {
                Words = new Dictionary<string, IReadOnlyList<string>> { ["items[].status"] = ["idle", "busy", "stuck"] },
                Nullable = [.. new[] { "job", "job.progress", "job.progress.message", "leases", "done", "failed", "since", "seenAt" }.Select(field => "items[]." + field)],
            }),
        ],
        Problems = [InvalidRequest, UnknownQueue],
    };
}
