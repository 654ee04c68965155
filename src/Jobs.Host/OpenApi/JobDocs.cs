using Jobs.Host.Api;
using static Jobs.Messages.Refusal.Codes;

namespace Jobs.Host.OpenApi;

/// <summary>What is said of the routes about jobs.</summary>
internal static class JobDocs
{
    private static readonly IReadOnlyList<string> _byId = [InvalidRequest, UnknownQueue, NotFound, AmbiguousId, QueueUnavailable];
    private static readonly IReadOnlyList<string> _change = [.. _byId, InvalidState, OutcomeUnknown];

    public static RouteDoc Enqueue { get; } = new(Tags.Jobs, "Enqueues a job; the answer leaves when it is durable")
    {
        Body = JobShapes.Enqueue,
        Answers = [new(201, "The job", JobShapes.EnqueuedJob), new(200, "The job existed: its id was known, or it has the unique key", JobShapes.EnqueuedJob)],
        Problems = [UnknownQueue, IdConflict, QueueDraining, PayloadTooLarge, UnknownType, ProblemTypes.IdempotencyConflict, QueueOverloaded, QueueUnavailable, OutcomeUnknown],
    };

    public static RouteDoc EnqueueBatch { get; } = new(Tags.Jobs, $"Enqueues up to {JobBounds.BatchJobsMax} jobs of one queue, answered in their order")
    {
        Body = JobShapes.EnqueueBatch,
        Answers = [new(200, "What became of each", JobShapes.BatchReceipt)],
        Problems = [UnknownQueue, ProblemTypes.BatchRefused, QueueOverloaded, QueueUnavailable, OutcomeUnknown],
    };

    public static RouteDoc List { get; } = new(Tags.Jobs, "Jobs, most recently updated first")
    {
        Query =
        [
            Queries.Queue,
            new("status", "Only this status", "failed"),
            Queries.Type,
            new("tag", "Only with this tag", "weekly"),
            new("text", "A part of the last error's type or message, or of the id, in any case", "refused"),
            new("filter", "Only what matches, in the language of docs/search.md", "status:failed,dead updated:<1h"),
            Queries.Limit,
            Queries.Cursor,
        ],
        Answers = [new(200, "A page", JobShapes.JobPage)],
        Problems = [InvalidRequest, UnknownQueue, QueueUnavailable],
    };

    public static RouteDoc Get { get; } = new(Tags.Jobs, "One job with its history") { Query = [Queries.Queue], Answers = [new(200, "The job", JobShapes.Job)], Problems = _byId };

    public static RouteDoc Change { get; } = new(Tags.Jobs, "Changes a job that waits")
    {
        Query = [Queries.Queue],
        Body = JobShapes.Change,
        Answers = [new(200, "The changed job", JobShapes.Job)],
        Problems = [.. _change, PayloadTooLarge],
    };

    public static RouteDoc Delete { get; } = new(Tags.Jobs, "Removes a finished job from the lists")
    {
        Query = [Queries.Queue],
        Answers = [new(204, "It is gone; its id stays remembered")],
        Problems = _change,
    };

    public static RouteDoc Result { get; } = new(Tags.Jobs, "A job's result, waited for")
    {
        Query = [Queries.Queue, new("waitMs", "How long to wait for the job's end, at most 60000", "1000")],
        Answers = [new(200, "It has ended: completed, dead or cancelled", JobShapes.Result), new(202, "It has not ended yet", JobShapes.Result)],
        Problems = _byId,
    };

    public static RouteDoc Cancel { get; } = new(Tags.Jobs, "Cancels a job: one that waits ends at once, one that runs is told to stop")
    {
        Query = [Queries.Queue],
        Body = JobShapes.Nothing,
        IsBodyOptional = true,
        Answers = [new(200, "The changed job", JobShapes.Job)],
        Problems = _change,
    };

    public static RouteDoc Retry { get; } = Cancel with { Summary = "Runs a job now: one that waits becomes due, a dead one is replayed, a finished one runs again under its id" };
}
