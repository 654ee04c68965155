using static Jobs.Messages.Refusal.Codes;

namespace Jobs.Host.OpenApi;

/// <summary>What is said of the routes about dead letters.</summary>
internal static class DeadLetterDocs
{
    private static readonly IReadOnlyList<string> _list = [InvalidRequest, UnknownQueue, QueueUnavailable];
    private static readonly IReadOnlyList<string> _byId = [.. _list, NotFound, AmbiguousId];
    private static readonly IReadOnlyList<string> _change = [.. _byId, InvalidState, OutcomeUnknown];

    private static readonly Shape _letter = new("DeadLetter", """
        {
          "id": "order-4711", "queue": "email", "type": "send-email", "payload": {"to": "ada@example.com"}, "priority": 5, "attempts": 3,
          "error": {"type": "SmtpException", "message": "Connection refused", "stack": "   at SendEmail.HandleAsync()"},
          "createdAt": "2026-11-02T08:00:00.0000000Z", "diedAt": "2026-11-02T08:01:00.0000000Z", "reason": "exhausted", "replays": 0, "replaying": false
        }
        """)
    {
        Words = new Dictionary<string, IReadOnlyList<string>> { ["reason"] = ["exhausted", "rejected", "crashed", "expired"] },
        Any = ["payload"],
        Nullable = ["error.stack"],
    };

    public static Shape Letters { get; } = new("DeadLetterArray", $"[{_letter.Example}]") { Parts = new Dictionary<string, Shape> { ["[]"] = _letter } };

    public static RouteDoc List { get; } = new(Tags.DeadLetters, "Dead letters, most recently died first")
    {
        Query = [Queries.Queue, Queries.Type, Queries.ErrorText, Queries.Limit, Queries.Cursor],
        Answers =
        [
            new(200, "A page", new Shape("DeadLetterPage", $$"""{"items": [{{_letter.Example}}], "nextCursor": "MTc"}""")
            {
                Parts = new Dictionary<string, Shape> { ["items[]"] = _letter },
                Nullable = ["nextCursor"],
            }),
        ],
        Problems = _list,
    };

    public static RouteDoc Groups { get; } = new(Tags.DeadLetters, "Dead letters counted by queue, type and error, the largest group first")
    {
        Query = [Queries.Queue, Queries.Type, Queries.ErrorText],
        Answers =
        [
            new(200, "All groups", new Shape("DeadLetterGroups", """
                {
                  "items": [
                    {
                      "queue": "email", "type": "send-email", "errorType": "SmtpException", "errorMessage": "Connection refused", "count": 12,
                      "firstDiedAt": "2026-11-02T08:01:00.0000000Z", "lastDiedAt": "2026-11-02T09:30:00.0000000Z", "text": "Connection refused", "diedByHour": [0, 12]
                    }
                  ]
                }
                """)),
        ],
        Problems = _list,
    };

    public static RouteDoc Get { get; } = new(Tags.DeadLetters, "One dead letter with its error") { Query = [Queries.Queue], Answers = [new(200, "The letter", _letter)], Problems = _byId };

    public static RouteDoc Replay { get; } = new(Tags.DeadLetters, "Sends a dead letter back to its queue: same id, attempts from 0")
    {
        Query = [Queries.Queue],
        Body = new Shape("ReplayLetter", """{"payload": {"to": "grace@example.com"}}""") { Required = [], Any = ["payload"] },
        IsBodyOptional = true,
        Answers = [new(200, "The job", JobShapes.Job)],
        Problems = [.. _change, PayloadTooLarge],
    };

    public static RouteDoc Delete { get; } = new(Tags.DeadLetters, "Removes a dead letter for good") { Query = [Queries.Queue], Answers = [new(204, "It is gone")], Problems = _change };
}
