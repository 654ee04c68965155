using Jobs.Host.Api;
using static Jobs.Messages.Refusal.Codes;

namespace Jobs.Host.OpenApi;

/// <summary>What is said of the routes that tell what happens.</summary>
internal static class EventDocs
{
    private static readonly Shape _event = new("Event", """
        {
          "event": "job.completed", "queue": "email", "partition": 0, "sequenceNr": 4711, "at": "2026-11-02T08:00:00.0000000Z",
          "id": "order-4711", "type": "send-email", "status": "completed", "attempt": 1, "by": "api"
        }
        """)
    {
        IsExcerpt = true,
        Nullable = ["queue", "by"],
    };

    public static RouteDoc Events { get; } = new(Tags.Events, "What happens, as server-sent events; with Last-Event-ID it goes on behind that event")
    {
        Query =
        [
            Queries.Queue,
            new("type", "Only what happens to jobs of this type", "send-email"),
            new("event", "Only these events", "job.completed,job.dead"),
            new("coalesce", "At most one event of each job within so many milliseconds", "250"),
            new("named", "Whether each event is sent under its name, default true", "true"),
            new("lastEventId", "As Last-Event-ID, for who can set no header", ""),
        ],
        Answers = [new(200, "Events without end, each a JSON object in one line (docs/events.md)", _event) { ContentType = "text/event-stream" }],
        Problems = [InvalidRequest, UnknownQueue, ProblemTypes.TooManyStreams],
    };

    public static RouteDoc Live { get; } = Events with
    {
        Summary = "The same over a WebSocket",
        Answers = [new(101, "Each event is a message")],
        Problems = [.. Events.Problems, ProblemTypes.CrossSite],
    };
}
