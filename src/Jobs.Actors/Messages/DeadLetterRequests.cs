namespace Jobs.Messages;

/// <summary>A request to the dead letters of a queue. It passes through the queue, which holds it until what has died before is handed over, at most 5 s.</summary>
public interface IDeadLetterRequest : IQueueRequest;

/// <summary>One page of dead letters, most recently died first: <see cref="DeadLetterPage"/> or <see cref="RequestRefused"/>.</summary>
/// <param name="Text">Part of the error's type or message, case ignored; null for all.</param>
public sealed record ListDeadLetters(string? Queue, string? Type = null, string? Text = null, int Limit = JobBounds.PageSizeDefault, string? Cursor = null) : IDeadLetterRequest;

/// <summary>Dead letters grouped by queue, type and what errors of one cause have in common: <see cref="DeadLetterGroups"/> or <see cref="RequestRefused"/>.</summary>
public sealed record GroupDeadLetters(string? Queue, string? Type = null, string? Text = null) : IDeadLetterRequest;

/// <summary><see cref="DeadLetterFound"/> or <see cref="RequestRefused"/>; waits up to 5 s for a letter that is on its way.</summary>
public sealed record GetDeadLetter(string? Queue, JobId Id) : IDeadLetterRequest, IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>Sends one letter back to its queue: same id, attempts from 0, one more replay. <see cref="JobChanged"/> or <see cref="RequestRefused"/> comes back, the former after the queue has stored it.</summary>
/// <param name="Payload">Replaces the payload; null keeps it.</param>
public sealed record ReplayDeadLetter(string? Queue, JobId Id, JobPayload? Payload = null, string By = "", string TraceParent = "") : IDeadLetterRequest, IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>Sends back all that match: <see cref="DeadLettersReplayed"/> or <see cref="RequestRefused"/>, after the dead letters have stored it; the queue takes them in order from there.</summary>
/// <param name="Ids">Only these; null for all.</param>
/// <param name="Limit">At most so many, oldest first; null for all.</param>
/// <param name="DryRun">Only counts.</param>
public sealed record ReplayDeadLetters(string? Queue, string? Type = null, string? Text = null, IReadOnlyList<JobId>? Ids = null, int? Limit = null, bool DryRun = false, string By = "", string TraceParent = "") : IDeadLetterRequest;

/// <summary>Removes one letter for good: <see cref="JobDeleted"/> or <see cref="RequestRefused"/>.</summary>
public sealed record DeleteDeadLetter(string? Queue, JobId Id, string By = "", string TraceParent = "") : IDeadLetterRequest, IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

public sealed record DeadLetterFound(DeadLetterView Letter);

public sealed record DeadLetterPage(IReadOnlyList<DeadLetterView> Items, string? NextCursor)
{
    /// <summary>The place of each item in its queue's order, for pages over several queues.</summary>
    internal IReadOnlyList<long> Places { get; init; } = [];
}

public sealed record DeadLetterGroups(IReadOnlyList<DeadLetterGroup> Groups);

/// <param name="Matched">Letters that match and are not being replayed already; unless it was a dry run, so many are on their way back.</param>
public sealed record DeadLettersReplayed(int Matched);

/// <summary>A dead letter as readers see it.</summary>
/// <param name="Reason">exhausted, rejected, crashed or expired.</param>
/// <param name="Replaying">On its way back to the queue; it can be neither replayed again nor deleted.</param>
public sealed record DeadLetterView(
    JobId Id,
    string Queue,
    string Type,
    JobPayload Payload,
    int Priority,
    int Attempts,
    JobError Error,
    DateTimeOffset CreatedAt,
    DateTimeOffset DiedAt,
    string Reason,
    int Replays,
    bool Replaying);

/// <summary>Letters that died of the same: their errors have one type and, but for the words with a digit in them, one message.</summary>
/// <param name="ErrorMessage">Of the newest.</param>
public sealed record DeadLetterGroup(string Queue, string Type, string ErrorType, string ErrorMessage, long Count, DateTimeOffset FirstDiedAt, DateTimeOffset LastDiedAt)
{
    public const int HoursShown = 24;

    /// <summary>A part of the error that all of them have: what to look for to list or replay them.</summary>
    public string Text { get; init; } = ErrorMessage;

    /// <summary>How many died in each of the last <see cref="HoursShown"/> hours, the oldest hour first.</summary>
    public IReadOnlyList<long> DiedByHour { get; init; } = [];
}
