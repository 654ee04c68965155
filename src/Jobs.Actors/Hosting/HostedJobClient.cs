using Jobs.Messages;

namespace Jobs.Hosting;

/// <summary>Where those who came before the job system wait for it.</summary>
internal sealed class StartedJobs
{
    private readonly TaskCompletionSource<JobsSystem> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private volatile JobsSystem? _jobs;

    /// <summary>Null until it has started.</summary>
    public JobsSystem? Jobs => _jobs;

    public void Set(JobsSystem jobs)
    {
        _jobs = jobs;
        _started.TrySetResult(jobs);
    }

    public async ValueTask<IJobClient> ClientAsync(CancellationToken cancel) => (await _started.Task.WaitAsync(cancel)).Client;
}

/// <summary>The client that is injected: services are built before the ActorSystem starts, and their first calls may come before it has.</summary>
internal sealed class HostedJobClient(StartedJobs started) : IJobClient
{
    public async Task<JobEnqueued> EnqueueAsync<TJob>(string queue, TJob job, EnqueueOptions? options = null, CancellationToken cancel = default) =>
        await (await started.ClientAsync(cancel)).EnqueueAsync(queue, job, options, cancel);

    public async Task<JobEnqueued> EnqueueAsync(EnqueueJob job, CancellationToken cancel = default) =>
        await (await started.ClientAsync(cancel)).EnqueueAsync(job, cancel);

    public async Task<IReadOnlyList<EnqueueReceipt>> EnqueueManyAsync<TJob>(
        string queue, IEnumerable<TJob> jobs, EnqueueOptions? options = null, CancellationToken cancel = default) =>
        await (await started.ClientAsync(cancel)).EnqueueManyAsync(queue, jobs, options, cancel);

    public async Task<JobView?> GetAsync(JobId id, string? queue = null, CancellationToken cancel = default) =>
        await (await started.ClientAsync(cancel)).GetAsync(id, queue, cancel);

    public async Task<JobView> WaitAsync(JobId id, string? queue = null, CancellationToken cancel = default) =>
        await (await started.ClientAsync(cancel)).WaitAsync(id, queue, cancel);

    public async Task<JobView> CancelAsync(JobId id, string? queue = null, CancellationToken cancel = default) =>
        await (await started.ClientAsync(cancel)).CancelAsync(id, queue, cancel);

    public async Task<JobView> RetryAsync(JobId id, string? queue = null, CancellationToken cancel = default) =>
        await (await started.ClientAsync(cancel)).RetryAsync(id, queue, cancel);
}
