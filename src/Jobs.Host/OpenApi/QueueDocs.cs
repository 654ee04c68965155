using static Jobs.Messages.Refusal.Codes;

namespace Jobs.Host.OpenApi;

/// <summary>What is said of the routes about queues.</summary>
internal static class QueueDocs
{
    private static readonly IReadOnlyList<string> _change = [InvalidRequest, UnknownQueue, QueueUnavailable, OutcomeUnknown];

    private static readonly Shape _queue = new("Queue", """
        {
          "name": "email", "health": "ready", "reason": "it reads its journal",
          "counts": {"pending": 3, "scheduled": 1, "processing": 2, "failed": 1, "completed": 4711, "dead": 1, "cancelled": 0},
          "concurrency": 5, "workers": 5, "workersMin": 1, "workersMax": 10, "stuckHandlers": 0,
          "paused": true, "pausedReason": "the mail server is down", "pausedUntil": "2026-11-02T09:00:00.0000000Z", "pausedBy": "api", "draining": false, "drainingBy": "api",
          "oldestWaitingMs": 1200, "enqueuedPerSecond": 1.5, "completedPerSecond": 1.5, "failedPerSecond": 0.5,
          "rateLimit": {"max": 100, "windowMs": 60000}, "limitsChanged": false,
          "externalWorkers": [{"name": "worker-1", "leases": 1, "waits": false, "seenAt": "2026-11-02T08:00:00.0000000Z"}]
        }
        """)
    {
        Words = new Dictionary<string, IReadOnlyList<string>> { ["health"] = ["ready", "recovering", "down"] },
        Nullable = ["reason", "workersMin", "workersMax", "pausedReason", "pausedUntil", "pausedBy", "drainingBy", "oldestWaitingMs", "rateLimit", "externalWorkers"],
    };

    public static RouteDoc List { get; } = new(Tags.Queues, "All queues with exact counts, also those that are down")
    {
        Answers = [new(200, "The queues", new Shape("QueueList", $$"""{"items": [{{_queue.Example}}]}""") { Parts = new Dictionary<string, Shape> { ["items[]"] = _queue } })],
        Problems = [InvalidRequest],
    };

    public static RouteDoc Get { get; } = new(Tags.Queues, "One queue") { Answers = [new(200, "The queue", _queue)], Problems = [InvalidRequest, UnknownQueue] };

    public static RouteDoc Pause { get; } = new(Tags.Queues, "Starts no more jobs of the queue until it is resumed, or until a time")
    {
        Body = new Shape("PauseQueue", """{"reason": "the mail server is down", "until": "2030-01-31T08:00:00Z"}""") { Required = [], Nullable = ["reason", "until"] },
        IsBodyOptional = true,
        Answers = [new(200, "The queue as it now is", _queue)],
        Problems = _change,
    };

    public static RouteDoc Resume { get; } = new(Tags.Queues, "Takes and runs jobs again, whether the queue was paused or draining")
    {
        Body = JobShapes.Nothing,
        IsBodyOptional = true,
        Answers = [new(200, "The queue as it now is", _queue)],
        Problems = _change,
    };

    public static RouteDoc Drain { get; } = Resume with { Summary = "Takes no new jobs and runs what is there, until the queue is resumed" };

    public static RouteDoc Change { get; } = new(Tags.Queues, "Changes limits while the queue runs; what is left out stays, null clears")
    {
        Body = new Shape("ChangeQueue", """{"concurrency": 5, "rateLimit": {"max": 100, "windowMs": 60000}}""") { Required = [], Nullable = ["concurrency", "rateLimit"] },
        Answers = [new(200, "The queue as it now is", _queue)],
        Problems = _change,
    };

    public static RouteDoc Reset { get; } = Resume with { Summary = "Gives the queue the limits of the configuration again" };
}
