namespace Jobs.Messages;

/// <summary>
/// A worker outside the process asks for jobs of a queue with external workers. <see cref="JobsClaimed"/> or <see cref="RequestRefused"/> comes back; with a <see cref="Wait"/> when
/// there is work, or when the wait is over.
/// </summary>
/// <param name="Worker">The worker's name: 1 to <see cref="LeaseBounds.WorkerNameLengthMax"/> printable characters.</param>
/// <param name="Limit">Jobs wanted: 1 to <see cref="LeaseBounds.ClaimJobsMax"/>.</param>
public sealed record ClaimJobs(string Queue, string Worker, int Limit) : IQueueRequest
{
    /// <summary>How long each job is the worker's unless it extends: <see cref="LeaseBounds.LeaseMin"/> to <see cref="LeaseBounds.LeaseMax"/>.</summary>
    public TimeSpan Lease { get; init; } = LeaseBounds.LeaseDefault;

    /// <summary>How long to wait for work: at most <see cref="LeaseBounds.WaitMax"/>.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>Names this claim in <see cref="WithdrawClaim"/>.</summary>
    public Guid Claim { get; init; } = Uuid7.New();

    string? IQueueRequest.Queue => Queue;
}

/// <summary>Whoever waited with this claim is gone. The claim is answered with no jobs, unless it has been answered before.</summary>
public sealed record WithdrawClaim(string Queue, Guid Claim) : IQueueRequest
{
    string? IQueueRequest.Queue => Queue;
}

/// <summary>The worker has done the job: it completes. <see cref="JobChanged"/> or <see cref="RequestRefused"/> comes back; the same answer once more gets the same reply.</summary>
/// <param name="Result">At most <see cref="JobBounds.ResultBytesMax"/> bytes.</param>
public sealed record AckJob(string? Queue, JobId Id, LeaseToken Token, JobPayload? Result = null) : IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>The worker has failed: the job is retried or dies, as after any failed attempt. <see cref="JobChanged"/> or <see cref="RequestRefused"/> comes back; the same answer once more gets the same reply.</summary>
/// <param name="Permanent">No retry can help: it dies at once.</param>
public sealed record NackJob(string? Queue, JobId Id, LeaseToken Token, JobError Error, bool Permanent = false) : IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>The worker still runs the job: its lease runs this long from now. <see cref="LeaseRuns"/> or <see cref="RequestRefused"/> comes back.</summary>
/// <param name="Progress">Shown, not stored.</param>
public sealed record ExtendLease(string? Queue, JobId Id, LeaseToken Token, TimeSpan Lease, JobProgress? Progress = null) : IJobRequest
{
    IJobRequest IJobRequest.In(string queue) => this with { Queue = queue };
}

/// <summary>What a claim got; nothing when its wait was over first.</summary>
public sealed record JobsClaimed(IReadOnlyList<ClaimedJob> Items);

/// <param name="Token">Goes with every answer about this attempt.</param>
/// <param name="LeaseUntil">Without an answer until then the attempt counts as crashed, and the job goes to another worker.</param>
public sealed record ClaimedJob(JobView Job, LeaseToken Token, DateTimeOffset LeaseUntil);

public sealed record LeaseRuns(JobId Id, DateTimeOffset Until);

/// <summary>A worker outside the process that holds leases or waits for work.</summary>
/// <param name="Leases">Jobs that it holds.</param>
/// <param name="SeenAt">When it last claimed or extended.</param>
public sealed record ExternalWorker(string Name, int Leases, bool Waits, DateTimeOffset SeenAt);
