namespace Jobs.Messages;

/// <summary>Is about one job. Without a queue the job is looked for in all of them, and the request goes on to the one that knows it.</summary>
public interface IJobRequest : IQueueRequest
{
    JobId Id { get; }

    /// <summary>The same request, to this queue.</summary>
    IJobRequest In(string queue);
}

/// <summary>Asks for one job: <see cref="JobFound"/> or <see cref="RequestRefused"/>. Without a queue it is looked for in all of them.</summary>
public sealed record GetJob(string? Queue, JobId Id) : IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>Like <see cref="GetJob"/>, answered when the job has ended (completed, dead or cancelled) or when <paramref name="Wait"/> is over.</summary>
/// <param name="Wait">At most <see cref="WaitMax"/>.</param>
public sealed record AwaitJob(string? Queue, JobId Id, TimeSpan Wait) : IJobRequest
{
    public static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(60);

    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>
/// Cancels a job. One that waits is cancelled when the answer comes. One that runs is told to stop, and reads <see cref="JobView.CancelRequestedAt"/> until its attempt ends: in success
/// it is completed all the same, in any other way cancelled. Cancelling again changes nothing and succeeds. <see cref="JobChanged"/> or <see cref="RequestRefused"/> comes back.
/// </summary>
public sealed record CancelJob(string? Queue, JobId Id, string By = "", string TraceParent = "") : IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>
/// Runs a job now: scheduled or failed becomes due, dead is replayed, completed or cancelled runs again under its id. Pending and processing are refused.
/// <see cref="JobChanged"/> or <see cref="RequestRefused"/> comes back.
/// </summary>
public sealed record RetryJob(string? Queue, JobId Id, string By = "", string TraceParent = "") : IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>Changes a job that waits; at least one change must be named. <see cref="JobChanged"/> or <see cref="RequestRefused"/> comes back.</summary>
/// <param name="Priority">0 to 10; it keeps its age among those that are as urgent.</param>
/// <param name="RunAt">Not before this time; a past time means now.</param>
/// <param name="Payload">What it is given instead. The same enqueue again is still known as the same.</param>
public sealed record ChangeJob(string? Queue, JobId Id, int? Priority = null, DateTimeOffset? RunAt = null, JobPayload? Payload = null, string By = "", string TraceParent = "") : IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>Removes a finished job from the lists; its id stays remembered. <see cref="JobDeleted"/> or <see cref="RequestRefused"/> comes back.</summary>
public sealed record DeleteJob(string? Queue, JobId Id, string By = "", string TraceParent = "") : IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>One page of jobs, most recently updated first: <see cref="JobPage"/> or <see cref="RequestRefused"/>. Finished jobs are in it as far as the queue keeps them.</summary>
/// <param name="Limit">1 to <see cref="JobBounds.PageSizeMax"/>.</param>
/// <param name="Cursor">From the page before; opaque.</param>
public sealed record ListJobs(string? Queue, JobStatus? Status = null, string? Type = null, string? Tag = null, int Limit = JobBounds.PageSizeDefault, string? Cursor = null) : IQueueRequest
{
    /// <summary>Which jobs, in the language of <c>docs/search.md</c>; null: all that the rest asks for.</summary>
    public string? Filter { get; init; }

    /// <summary>A part of the last error's type or message, or of the id, in any case.</summary>
    public string? Text { get; init; }
}

public sealed record JobFound(JobView Job);

/// <summary>The request was carried out, or had been before; the job as it now is.</summary>
public sealed record JobChanged(JobView Job);

public sealed record JobDeleted(JobId Id);

public sealed record JobPage(IReadOnlyList<JobView> Items, string? NextCursor)
{
    /// <summary>The place of each item in its queue's order, for pages over several queues.</summary>
    internal IReadOnlyList<long> Places { get; init; } = [];
}

/// <summary>The request was not carried out.</summary>
public sealed record RequestRefused(Refusal Refusal);
