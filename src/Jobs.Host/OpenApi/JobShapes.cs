namespace Jobs.Host.OpenApi;

/// <summary>What bodies about jobs look like.</summary>
internal static class JobShapes
{
    private static readonly IReadOnlyList<string> _statuses = [.. Enum.GetValues<JobStatus>().Select(status => status.Name())];

    public static Shape Job { get; } = new("Job", """
        {
          "id": "order-4711", "queue": "email", "type": "send-email", "status": "failed",
          "payload": {"to": "ada@example.com"},
          "priority": 5, "attempts": 1, "maxAttempts": 3, "crashes": 0, "replays": 0,
          "createdAt": "2026-11-02T08:00:00.0000000Z", "updatedAt": "2026-11-02T08:00:01.0000000Z", "scheduledFor": "2026-11-02T08:00:06.0000000Z",
          "startedAt": "2026-11-02T08:00:00.0000000Z", "completedAt": "2026-11-02T08:00:01.0000000Z", "cancelRequestedAt": "2026-11-02T08:00:01.0000000Z",
          "workerId": "host-1/email/0", "timeoutMs": 30000,
          "lastError": {"type": "SmtpException", "message": "Connection refused", "stack": "   at SendEmail.HandleAsync()"},
          "result": null,
          "progress": {"percent": 40, "message": "rendered"},
          "steps": ["rendered"], "tags": ["weekly"], "uniqueKey": "order-4711", "partitionKey": "acme",
          "traceId": "4bf92f3577b34da6a3ce929d0e0e4736", "traceParent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          "waiting": {"reason": "retry", "detail": "Its retry is due at 2026-11-02T08:00:06Z.", "position": 1, "expectedStartAt": "2026-11-02T08:00:06.0000000Z"},
          "history": [
            {"at": "2026-11-02T08:00:00.0000000Z", "event": "enqueued", "attempt": 0, "by": "api", "detail": "", "error": {"type": "SmtpException", "message": "Connection refused", "stack": ""}}
          ]
        }
        """)
    {
        Words = new Dictionary<string, IReadOnlyList<string>> { ["status"] = _statuses },
        Any = ["payload", "result"],
        Nullable =
        [
            "scheduledFor", "startedAt", "completedAt", "cancelRequestedAt", "workerId", "lastError", "lastError.stack", "progress", "progress.message", "uniqueKey", "partitionKey", "traceId", "traceParent",
            "waiting", "waiting.detail", "waiting.position", "waiting.expectedStartAt", "history[].detail", "history[].error", "history[].error.stack",
        ],
    };

    /// <summary>The answer to an enqueue.</summary>
    public static Shape EnqueuedJob { get; } = Job with { Name = "EnqueuedJob", Example = Job.Example.TrimEnd()[..^1] + ", \"deduplicated\": false}" };

    public static Shape JobPage { get; } = new("JobPage", $$"""{"items": [{{Job.Example}}], "nextCursor": "MTc"}""")
    {
        Parts = new Dictionary<string, Shape> { ["items[]"] = Job },
        Nullable = ["nextCursor"],
    };

    public static Shape JobArray { get; } = new("JobArray", $"[{Job.Example}]") { Parts = new Dictionary<string, Shape> { ["[]"] = Job } };

    public static Shape Result { get; } = new("JobResult", """{"status": "completed", "result": {"sent": true}, "lastError": {"type": "SmtpException", "message": "Connection refused", "stack": ""}}""")
    {
        Words = Job.Words,
        Any = ["result"],
        Nullable = ["lastError", "lastError.stack"],
    };

    public static Shape Enqueue { get; } = new("EnqueueJob", """
        {
          "queue": "email", "type": "send-email", "payload": {"to": "ada@example.com"}, "id": "order-4711", "priority": 5, "delayMs": 10000, "maxAttempts": 3, "timeoutMs": 30000,
          "backoff": {"kind": "exponential", "delayMs": 1000, "factor": 2.5, "maxDelayMs": 300000, "jitter": 0.3},
          "uniqueKey": "order-4711", "uniqueForMs": 60000, "onConflict": "return", "partitionKey": "acme", "tags": ["weekly"]
        }
        """)
    {
        Besides = """{"runAt": "2030-01-31T08:00:00Z", "unique": "payload"}""",
        Required = ["queue", "payload"],
        Any = ["payload", "priority"],
        Words = EnqueueWords,
        Nullable = EnqueueNullable,
    };

    public static Shape EnqueueBatch { get; } = new("EnqueueBatch", """{"queue": "email", "jobs": [{"type": "send-email", "payload": {"to": "ada@example.com"}, "id": "order-4711"}, {"type": "send-email", "payload": {"to": "grace@example.com"}}], "atomic": true}""")
    {
        Required = ["queue", "jobs"],
        Parts = new Dictionary<string, Shape> { ["jobs[]"] = BatchItem },
    };

    public static Shape BatchReceipt { get; } = new("BatchReceipt", """{"items": [{"id": "order-4711", "created": true, "deduplicated": false, "error": {"type": "unknown-type", "detail": "No handler for this type."}}]}""")
    {
        Nullable = ["items[].id", "items[].error"],
    };

    public static Shape Change { get; } = new("ChangeJob", """{"priority": 2, "runAt": "2030-01-31T08:00:00Z", "payload": {"to": "grace@example.com"}}""")
    {
        Required = [],
        Any = ["payload", "priority"],
        Nullable = ["runAt"],
    };

    /// <summary>A body that says nothing more.</summary>
    public static Shape Nothing { get; } = new("Nothing", "{}") { Required = [] };

    /// <summary>A job of a batch, which names the queue for all.</summary>
    private static Shape BatchItem => new("BatchItem", """{"type": "send-email", "payload": {"to": "ada@example.com"}, "id": "order-4711"}""")
    {
        Besides = """
            {
              "priority": 5, "delayMs": 10000, "runAt": "2030-01-31T08:00:00Z", "maxAttempts": 3, "timeoutMs": 30000,
              "backoff": {"kind": "exponential", "delayMs": 1000, "delaysMs": [1000], "factor": 2.5, "maxDelayMs": 300000, "jitter": 0.3},
              "uniqueKey": "order-4711", "unique": "payload", "uniqueForMs": 60000, "onConflict": "return", "partitionKey": "acme", "tags": ["weekly"]
            }
            """,
        Required = ["payload"],
        Any = ["payload", "priority"],
        Words = EnqueueWords,
        Nullable = EnqueueNullable,
    };

    private static Dictionary<string, IReadOnlyList<string>> EnqueueWords => new()
    {
        ["backoff.kind"] = ["fixed", "linear", "exponential", "list"],
        ["unique"] = ["payload"],
        ["onConflict"] = ["return", "replace", "debounce"],
    };

    private static IReadOnlyList<string> EnqueueNullable => ["type", "id", "delayMs", "runAt", "maxAttempts", "timeoutMs", "backoff", "uniqueKey", "uniqueForMs", "partitionKey"];
}
