namespace Jobs.Messages;

/// <summary>A request about operations over many jobs. Like all requests it goes to the <see cref="Queues.JobQueues"/> actor.</summary>
public interface IOperationRequest;

/// <summary>What is done to each job: the same as the command for one does.</summary>
public enum OperationAction
{
    /// <summary><see cref="CancelJob"/>.</summary>
    Cancel,

    /// <summary><see cref="RetryJob"/>.</summary>
    Retry,

    /// <summary><see cref="DeleteJob"/>.</summary>
    Delete,

    /// <summary><see cref="ReplayDeadLetter"/>: of dead letters, the oldest first. The others take jobs, those changed last first.</summary>
    Replay,
}

public enum OperationState
{
    Running,

    /// <summary>Each job that matched was tried.</summary>
    Completed,

    /// <summary>Somebody stopped it; what it had done stays done.</summary>
    Cancelled,
}

/// <summary>
/// Does something to all jobs that match at this moment. What changes later, by this operation or by others, is left alone, so each job is taken once at most. The operation is durable, and goes on after
/// a restart, when <see cref="OperationFound"/> comes back; <see cref="OperationMatched"/> comes back for a dry run, <see cref="RequestRefused"/> when nothing is done.
/// </summary>
public sealed record StartOperation(OperationAction Action) : IOperationRequest
{
    /// <summary>Only this queue; null: all.</summary>
    public string? Queue { get; init; }

    /// <summary>Which jobs, in the language of <c>docs/search.md</c>. Jobs take a filter or ids, dead letters no filter.</summary>
    public string? Filter { get; init; }

    /// <summary>Only these, at most <see cref="OperationBounds.IdsMax"/>; null: whatever matches.</summary>
    public IReadOnlyList<JobId>? Ids { get; init; }

    public string? Type { get; init; }

    /// <summary>A part of the last error's type or message, in any case; of jobs of the id as well.</summary>
    public string? Text { get; init; }

    /// <summary>At most so many; null: all.</summary>
    public int? Limit { get; init; }

    /// <summary>At most so many in a second, 1 to <see cref="OperationBounds.PerSecondMax"/>; null: as fast as the queues take them.</summary>
    public int? PerSecond { get; init; }

    /// <summary>Only counts.</summary>
    public bool DryRun { get; init; }

    /// <summary>Shown with the operation; at most <see cref="JobBounds.ReasonLengthMax"/> characters.</summary>
    public string? Reason { get; init; }

    public string By { get; init; } = "";

    public string TraceParent { get; init; } = "";
}

/// <summary><see cref="OperationFound"/> or <see cref="RequestRefused"/>.</summary>
public sealed record GetOperation(OperationId Id) : IOperationRequest;

/// <summary>All that run and the newest that have ended, the newest first: <see cref="OperationList"/>.</summary>
public sealed record ListOperations : IOperationRequest
{
    public static ListOperations Instance { get; } = new();
}

/// <summary>Stops an operation behind the jobs that are under way. <see cref="OperationFound"/> comes back when it has stopped; one that has ended is left as it is.</summary>
public sealed record CancelOperation(OperationId Id, string By = "") : IOperationRequest;

public sealed record OperationFound(OperationView Operation);

public sealed record OperationList(IReadOnlyList<OperationView> Items);

/// <summary>Nothing was done.</summary>
public sealed record OperationMatched(long Matched);

/// <summary>An operation as readers see it.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Matched">Jobs that matched at the start.</param>
/// <param name="Processed">Jobs to which it was done. After a crash those count in that others changed while they were under way.</param>
/// <param name="Failed">Jobs that did not allow it.</param>
/// <param name="Errors">The first refusals.</param>
public sealed record OperationView(
    OperationId Id,
    StartOperation Request,
    OperationState State,
    long Matched,
    long Processed,
    long Failed,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    IReadOnlyList<OperationError> Errors);

/// <summary>Why one job did not allow it.</summary>
public sealed record OperationError(string Queue, JobId Id, string Code, string Detail);
