using Akka.Actor;
using Jobs.Hosting;
using Jobs.Messages;
using Xunit.Abstractions;

namespace Jobs.Actors.Tests.Scenarios;

/// <summary>Two queues with jobs that wait, for operations over many of them.</summary>
public abstract class OperationScenario : JobsScenario
{
    protected const string OtherQueue = "post";

    protected OperationScenario(ITestOutputHelper output)
        : base(output)
    {
        Handlers.Handle<string>("letter", (_, _, _) => Task.CompletedTask);
        Handlers.Handle<string>("parcel", (_, _, _) => Task.CompletedTask);
        Handlers.Handle<string>("break", (_, _, _) => throw new PermanentJobException("Out of stock"));
    }

    protected IReadOnlyDictionary<string, QueueSettings> Queues => new Dictionary<string, QueueSettings> { [Queue] = Settings, [OtherQueue] = Settings };

    protected abstract void Start();

    protected Task RestartAsync() => Task.Run(Start);

    protected async Task<IReadOnlyList<JobId>> EnqueueLaterAsync(int count, string type, string queue = Queue)
    {
        var jobs = Enumerable.Range(0, count).Select(_ => new EnqueueJob(queue, type, JobPayload.Json("payload")) { Delay = TimeSpan.FromDays(1) }).ToList();
        await System.Queues.Ask<JobsEnqueued>(new EnqueueJobs(queue, jobs), Soon);
        return [.. jobs.Select(job => job.Id)];
    }

    protected async Task<OperationId> StartAsync(StartOperation request) => (await System.Queues.Ask<object>(request, Soon) switch
    {
        OperationFound found => found.Operation,
        var other => throw new InvalidOperationException(other.ToString()),
    }).Id;

    protected async Task<OperationView> EndAsync(OperationId id)
    {
        OperationView? operation = null;
        await AwaitConditionAsync(async () => (operation = await ShowAsync(id)).State != OperationState.Running, Soon);
        return operation!;
    }

    protected async Task<(long Matched, long Processed, long Failed)> CountedAsync(OperationId id)
    {
        var operation = await EndAsync(id);
        return (operation.Matched, operation.Processed, operation.Failed);
    }

    /// <summary>The slice after which so many were processed is done, and nothing goes on before the clock does.</summary>
    protected Task UntilProcessedAsync(OperationId id, long processed) => AwaitConditionAsync(
        async () => await ShowAsync(id) is var operation && operation.Processed + operation.Failed == processed, Soon);

    protected async Task<IReadOnlyList<JobStatus>> StatusesAsync(IReadOnlyList<JobId> ids)
    {
        var statuses = new List<JobStatus>();
        foreach (var id in ids)
            statuses.Add((await GetAsync(id)).Status);
        return statuses;
    }

    private async Task<OperationView> ShowAsync(OperationId id) => (await System.Queues.Ask<OperationFound>(new GetOperation(id), Soon)).Operation;
}
