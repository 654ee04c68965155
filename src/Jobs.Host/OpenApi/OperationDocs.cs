using static Jobs.Messages.Refusal.Codes;

namespace Jobs.Host.OpenApi;

/// <summary>What is said of the routes that do the same to many jobs.</summary>
internal static class OperationDocs
{
    private static readonly Shape _operation = new("Operation", """
        {
          "id": "0198c0de-0000-7000-8000-0123456789ab", "action": "cancel", "state": "running", "done": false, "matched": 1200, "processed": 499, "failed": 1,
          "startedAt": "2026-11-02T08:00:00.0000000Z", "endedAt": "2026-11-02T08:00:05.0000000Z", "by": "api", "reason": "wrong text",
          "queue": "email", "filter": "status:scheduled tag:weekly", "type": "send-email", "text": "refused", "ids": 2, "limit": 5000, "perSecond": 100,
          "errors": [{"queue": "email", "id": "order-4711", "type": "invalid-state", "detail": "Job order-4711 is completed and can not be cancelled; allowed: retry, delete."}]
        }
        """)
    {
        Words = new Dictionary<string, IReadOnlyList<string>> { ["action"] = ["cancel", "retry", "delete", "replay"], ["state"] = ["running", "completed", "cancelled"] },
        Nullable = ["endedAt", "reason", "queue", "filter", "type", "text", "ids", "limit", "perSecond"],
    };

    private static readonly Shape _matched = new("Matched", """{"matched": 1200}""");
    private static readonly IReadOnlyList<string> _start = [UnknownQueue, TooManyOperations, QueueUnavailable, OutcomeUnknown];
    private static readonly IReadOnlyList<string> _one = [InvalidRequest, NotFound, QueueUnavailable];

    public static RouteDoc Bulk { get; } = new(Tags.Operations, "Cancels, retries or deletes all jobs that match")
    {
        Body = new Shape("BulkRequest", """{"action": "cancel", "filter": "status:scheduled tag:weekly", "queue": "email", "limit": 5000, "perSecond": 100, "dryRun": false, "reason": "wrong text"}""")
        {
            Besides = """{"ids": ["order-4711"]}""",
            Words = new Dictionary<string, IReadOnlyList<string>> { ["action"] = ["cancel", "retry", "delete"] },
            Required = ["action"],
            Nullable = ["filter", "queue", "limit", "perSecond", "reason", "ids"],
        },
        Answers = [new(202, "The operation", _operation), new(200, "Of a dry run: how many match", _matched)],
        Problems = _start,
    };

    public static RouteDoc Replay { get; } = new(Tags.Operations, "Replays all dead letters that match, the oldest first")
    {
        Body = new Shape("ReplayRequest", """{"queue": "email", "type": "send-email", "text": "refused", "limit": 5000, "perSecond": 100, "dryRun": false, "reason": "the mail server is back"}""")
        {
            Besides = """{"ids": ["order-4711"]}""",
            Required = [],
            Nullable = ["type", "text", "queue", "limit", "perSecond", "reason", "ids"],
        },
        Answers =
        [
            new(202, "The operation's id", new Shape("ReplayStarted", """{"operationId": "0198c0de-0000-7000-8000-0123456789ab", "matched": 1200}""")),
            new(200, "Of a dry run: how many match", _matched),
        ],
        Problems = _start,
    };

    public static RouteDoc List { get; } = new(Tags.Operations, "Operations that run and the newest that have ended, the newest first")
    {
        Answers = [new(200, "All that are remembered", new Shape("OperationList", $$"""{"items": [{{_operation.Example}}]}""") { Parts = new Dictionary<string, Shape> { ["items[]"] = _operation } })],
        Problems = [InvalidRequest, QueueUnavailable],
    };

    public static RouteDoc Get { get; } = new(Tags.Operations, "How far an operation is") { Answers = [new(200, "The operation", _operation)], Problems = _one };

    public static RouteDoc Cancel { get; } = new(Tags.Operations, "Stops an operation behind the jobs that are under way")
    {
        Body = JobShapes.Nothing,
        IsBodyOptional = true,
        Answers = [new(200, "The operation, which has stopped", _operation)],
        Problems = _one,
    };
}
