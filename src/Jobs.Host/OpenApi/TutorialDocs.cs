using static Jobs.Messages.Refusal.Codes;

namespace Jobs.Host.OpenApi;

/// <summary>What is said of the first tutorial's routes.</summary>
internal static class TutorialDocs
{
    private static readonly IReadOnlyList<string> _list = [InvalidRequest, UnknownQueue, QueueUnavailable];

    public static RouteDoc Stats { get; } = new(Tags.Tutorial, "The seven counts of a queue")
    {
        Answers = [new(200, "Flat integers", new Shape("Counts", """{"pending": 3, "scheduled": 1, "processing": 2, "failed": 1, "completed": 4711, "dead": 1, "cancelled": 0}"""))],
        Problems = [UnknownQueue],
    };

    public static RouteDoc Jobs { get; } = new(Tags.Tutorial, "Jobs of a queue, most recently updated first") { Query = [Queries.Limit], Answers = [new(200, "An array", JobShapes.JobArray)], Problems = _list };

    public static RouteDoc Dead { get; } = new(Tags.Tutorial, "Dead letters of a queue") { Query = [Queries.Limit], Answers = [new(200, "An array", DeadLetterDocs.Letters)], Problems = _list };

    public static RouteDoc Replay { get; } = new(Tags.Tutorial, "Replays a dead letter")
    {
        Query = [Queries.Queue],
        Answers = [new(200, "It is back in its queue", new Shape("Replayed", """{"replayed": true}"""))],
        Problems = [.. _list, NotFound, AmbiguousId, InvalidState, OutcomeUnknown],
    };

    public static RouteDoc ReplayAll { get; } = new(Tags.Tutorial, "Replays all dead letters of a queue")
    {
        Answers = [new(200, "How many are on their way back", new Shape("ReplayedMany", """{"replayed": 12}"""))],
        Problems = [UnknownQueue, QueueUnavailable, OutcomeUnknown],
    };
}
